// Passkeys: a form with data-passkey asks the server for its question, the browser for an answer, and then sends itself.
// Without script, or in a browser that cannot, the parts around such forms stay hidden and the other ways remain.
(() => {
  const able = window.PublicKeyCredential?.parseRequestOptionsFromJSON && window.PublicKeyCredential.parseCreationOptionsFromJSON;
  if (!able) return;

  const question = async form => {
    const token = form.querySelector('input[name=__RequestVerificationToken]').value;
    const answer = await fetch(`account/passkey/${form.dataset.passkey}`, { method: 'POST', headers: { RequestVerificationToken: token } });
    if (!answer.ok) throw new Error(`The server answered ${answer.status}.`);
    return answer.json();
  };

  const ask = async form => {
    const options = await question(form);
    const credential = form.dataset.passkey === 'new'
      ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
      : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
    form.elements.Credential.value = JSON.stringify(credential);
    form.submit();
  };

  for (const part of document.querySelectorAll('[data-passkey-part]')) part.hidden = false;
  for (const excuse of document.querySelectorAll('[data-passkey-none]')) excuse.hidden = true;
  for (const form of document.querySelectorAll('form[data-passkey]')) {
    form.addEventListener('submit', event => {
      event.preventDefault();
      const error = form.querySelector('[data-passkey-error]');
      error.hidden = true;
      // The person stopped, or there is no passkey here: the browser does not say which.
      ask(form).catch(() => { error.hidden = false; });
    });
  }
})();
