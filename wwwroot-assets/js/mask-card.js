// <mask-card>: a person chooses a picture of a card, covers and crops it, sees what is left, and sends that. By mouse, by touch
// and by keyboard: every box is a button, arrows move it, Shift and arrows change its size, Delete removes it; buttons do the
// same. The words stand in the page (MaskCard.razor). Where this cannot run, the page offers another proof.
import { canPaint, encoded, open, paint, PictureFault, send, turned } from './card-picture.js';

const least = 4; // of a side of a box, in hundredths of the picture
const most = 12; // covers
const arrows = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
// Where these stand on the front of a Belgian card that fills the frame, in hundredths of it.
const usual = { photo: [5, 30, 27, 52], birth: [36, 49.5, 46, 11], number: [36, 63, 34, 11], signature: [58, 80, 36, 12] };
const clamp = (value, low, high) => Math.min(high, Math.max(low, value));

class MaskCard extends HTMLElement {
  #picture = null;
  #frame = null;
  #covers = [];
  #chosen = null;
  #made = 0;
  #drag = null;
  #drawn = false;
  #sending = false;

  connectedCallback() {
    if (!canPaint()) return;
    this.#part('none').hidden = true;
    this.#part('tool').hidden = false;
    this.#show('choose');

    this.#part('file').addEventListener('change', event => this.#open(event.target.files[0]));
    const shot = this.#part('shot');
    shot.addEventListener('focusin', event => { if (this.#boxOf(event.target)) this.#choose(this.#boxOf(event.target)); });
    shot.addEventListener('keydown', event => this.#key(event));
    shot.addEventListener('pointerdown', event => this.#grab(event));
    shot.addEventListener('pointermove', event => this.#pull(event));
    for (const end of ['pointerup', 'pointercancel']) shot.addEventListener(end, () => { this.#drag = null; });
    this.#part('pick').addEventListener('change', event => this.#choose(this.#boxOf(event.target)));
    for (const button of this.querySelectorAll('[data-do]')) {
      button.addEventListener('click', () => this.#change(this.#chosen, ...button.dataset.do.split(',').map(Number)));
    }
    this.#part('turn').addEventListener('click', () => this.#turn());
    this.#part('add').addEventListener('click', () => this.#addByHand());
    this.#part('remove').addEventListener('click', () => this.#remove());
    this.#part('another').addEventListener('click', () => this.#forget());
    this.#part('send').addEventListener('click', () => this.#send());
  }

  #part(name) { return this.querySelector(`[data-part="${name}"]`); }

  #say(name, ...values) {
    const text = this.querySelector(`[data-word="${name}"]`).textContent;
    return values.reduce((said, value, i) => said.replaceAll(`{${i}}`, value), text);
  }

  #tell(text) { this.#part('said').textContent = text; }

  #show(step) {
    for (const part of this.querySelectorAll('[data-at]')) part.hidden = !part.dataset.at.split(' ').includes(step);
  }

  #fault(name = '', sentence = '') {
    for (const place of this.querySelectorAll('[data-error]')) {
      place.hidden = !name;
      place.querySelector('span').textContent = sentence || (name && this.#say(`fault.${name}`));
    }
  }

  // The picture

  async #open(file) {
    if (!file) return;
    this.#fault();
    try {
      this.#picture = await open(file);
    } catch (fault) {
      this.#part('file').value = '';
      this.#fault(fault instanceof PictureFault ? fault.message : 'unreadable');
      return;
    }
    this.#begin();
    this.#show('cover');
    this.#part('title').focus();
    this.#tell(this.#say('opened', this.#covers.length));
  }

  // A picture gets a frame, and covers where things usually stand, so that nobody sends too much by pressing on.
  #begin() {
    this.#clear();
    this.#frame = this.#box('frame', { x: 2, y: 2, w: 96, h: 96 }, this.#say('frame'));
    const names = (this.dataset.covers ?? '').split(' ').filter(name => usual[name]);
    for (const name of names) this.#cover(usual[name], this.#say(name));
    this.#choose(this.#covers[0] ?? this.#frame);
    this.#view();
  }

  #view() {
    const view = this.#part('picture');
    [view.width, view.height] = [this.#picture.width, this.#picture.height];
    view.getContext('2d').drawImage(this.#picture, 0, 0);
    this.#draw();
  }

  #turn() {
    this.#picture = turned(this.#picture);
    for (const box of [this.#frame, ...this.#covers]) [box.x, box.y, box.w, box.h] = [100 - box.y - box.h, box.x, box.h, box.w];
    this.#view();
    this.#tell(this.#say('turned'));
  }

  #clear() {
    for (const box of [this.#frame, ...this.#covers]) {
      box?.element.remove();
      box?.label.remove();
    }
    [this.#frame, this.#covers, this.#chosen, this.#made] = [null, [], null, 0];
  }

  #forget() {
    this.#clear();
    for (const name of ['picture', 'left']) [this.#part(name).width, this.#part(name).height] = [1, 1];
    this.#picture = null;
    this.#part('file').value = '';
    this.#fault();
    this.#show('choose');
    this.#part('file').focus();
  }

  // Boxes: the frame and the covers, in hundredths of the picture

  #box(kind, at, name) {
    const element = Object.assign(document.createElement('button'), { type: 'button', className: kind });
    element.setAttribute('aria-label', this.#say(kind === 'frame' ? 'frame-keys' : 'cover-keys', name));
    for (const grip of kind === 'frame' ? ['nw', 'ne', 'sw', 'se'] : ['se']) {
      element.append(Object.assign(document.createElement('span'), { className: `grip ${grip}` }));
      element.lastChild.dataset.grip = grip;
    }
    const input = Object.assign(document.createElement('input'), { type: 'radio', name: 'mask-card-box' });
    const label = document.createElement('label');
    label.append(input, name);
    const box = { ...at, name, element, label, input };
    this.#part('shot').append(element);
    this.#part('pick').append(label);
    return box;
  }

  // Places are those on the card, so they count from the frame.
  #cover([x, y, w, h], what = '') {
    const { x: left, y: top, w: width, h: height } = this.#frame;
    const number = ++this.#made;
    const name = what ? this.#say('cover-of', number, what) : this.#say('cover', number);
    const box = this.#box('cover', { x: left + x * width / 100, y: top + y * height / 100, w: w * width / 100, h: h * height / 100 }, name);
    box.element.prepend(number);
    this.#covers.push(box);
    return box;
  }

  #addByHand() {
    if (this.#covers.length >= most) {
      this.#tell(this.#say('enough', most));
      return;
    }
    const box = this.#cover([40, 43, 20, 14]);
    this.#choose(box);
    this.#draw();
    box.element.focus();
    this.#tell(this.#say('added', box.name));
  }

  #remove() {
    const box = this.#chosen;
    if (box === this.#frame) {
      this.#tell(this.#say('frame-stays'));
      return;
    }
    const at = this.#covers.indexOf(box);
    const hadFocus = box.element === document.activeElement;
    this.#covers.splice(at, 1);
    box.element.remove();
    box.label.remove();
    this.#choose(this.#covers[Math.min(at, this.#covers.length - 1)] ?? this.#frame);
    this.#draw();
    if (hadFocus) this.#chosen.element.focus();
    this.#tell(this.#say('removed', box.name));
  }

  #boxOf(place) {
    return [this.#frame, ...this.#covers].find(box => box && (box.element.contains(place) || box.label.contains(place)));
  }

  #choose(box) {
    this.#chosen = box;
    box.input.checked = true;
    for (const one of [this.#frame, ...this.#covers]) one.element.setAttribute('aria-pressed', one === box);
  }

  #change(box, dx, dy, dw, dh) {
    this.#place(box, clamp(box.x + dx, 0, 100 - box.w), clamp(box.y + dy, 0, 100 - box.h), box.w + dw, box.h + dh);
  }

  // Each edge stays in the picture, and away from the one opposite.
  #place(box, x, y, w, h) {
    box.x = clamp(x, 0, 100 - least);
    box.y = clamp(y, 0, 100 - least);
    box.w = clamp(x + w, box.x + least, 100) - box.x;
    box.h = clamp(y + h, box.y + least, 100) - box.y;
    this.#draw();
    this.#tell(this.#say('place', box.name, ...[box.x, box.y, box.w, box.h].map(Math.round)));
  }

  // Once per frame of the screen, however fast a box is pulled.
  #draw() {
    for (const { element, x, y, w, h } of [this.#frame, ...this.#covers]) {
      Object.assign(element.style, { left: `${x}%`, top: `${y}%`, width: `${w}%`, height: `${h}%` });
    }
    if (this.#drawn) return;
    this.#drawn = true;
    requestAnimationFrame(() => {
      this.#drawn = false;
      if (this.#picture) paint(this.#picture, this.#frame, this.#covers, this.#part('left'));
    });
  }

  // Keys and pointers

  #key(event) {
    const box = this.#boxOf(event.target);
    if (!box || event.ctrlKey || event.altKey || event.metaKey) return;
    const way = arrows[event.key];
    if (way) this.#change(box, ...event.shiftKey ? [0, 0, ...way] : [...way, 0, 0]);
    else if (event.key === 'Delete' || event.key === 'Backspace') this.#remove();
    else return;
    event.preventDefault();
  }

  #grab(event) {
    if (!event.isPrimary || event.button !== 0) return;
    const box = this.#boxOf(event.target);
    if (box) this.#choose(box);
    this.#drag = { box, grip: event.target.dataset.grip, from: this.#point(event), was: box && { ...box } };
    this.#part('shot').setPointerCapture(event.pointerId);
  }

  #pull(event) {
    if (!this.#drag) return;
    const { x, y } = this.#point(event);
    const [dx, dy] = [x - this.#drag.from.x, y - this.#drag.from.y];
    // Pulling over an empty place draws a new cover from there.
    if (!this.#drag.box) {
      if (Math.max(Math.abs(dx), Math.abs(dy)) < 1 || this.#covers.length >= most) return;
      const box = this.#cover([0, 0, 0, 0]);
      Object.assign(box, { x: this.#drag.from.x, y: this.#drag.from.y, w: 0, h: 0 });
      this.#choose(box);
      Object.assign(this.#drag, { box, grip: `${dy < 0 ? 'n' : 's'}${dx < 0 ? 'w' : 'e'}`, was: { ...box } });
    }
    const { box, grip, was } = this.#drag;
    if (!grip) {
      this.#place(box, clamp(was.x + dx, 0, 100 - was.w), clamp(was.y + dy, 0, 100 - was.h), was.w, was.h);
      return;
    }
    let [left, top, right, bottom] = [was.x, was.y, was.x + was.w, was.y + was.h];
    if (grip.includes('w')) left = Math.min(left + dx, right - least);
    if (grip.includes('n')) top = Math.min(top + dy, bottom - least);
    if (grip.includes('e')) right += dx;
    if (grip.includes('s')) bottom += dy;
    this.#place(box, left, top, right - left, bottom - top);
  }

  // Where a pointer is, in hundredths of the picture.
  #point({ clientX, clientY }) {
    const { left, top, width, height } = this.#part('shot').getBoundingClientRect();
    return { x: clamp((clientX - left) / width * 100, 0, 100), y: clamp((clientY - top) / height * 100, 0, 100) };
  }

  // Sending

  async #send() {
    if (this.#sending) return;
    this.#fault();
    if (!this.#covers.some(cover => this.#isInFrame(cover))) {
      this.#fault('uncovered');
      return;
    }
    this.#sending = true;
    const bar = this.#part('progress');
    const text = this.#part('sent');
    bar.hidden = false;
    bar.value = 0;
    text.textContent = this.#say('sending');
    this.#show('send');
    text.focus();
    try {
      const left = this.#part('left');
      paint(this.#picture, this.#frame, this.#covers, left);
      const token = this.querySelector('input[name=__RequestVerificationToken]').value;
      await send(await encoded(left), this.dataset.to, token, part => { bar.value = Math.round(part * 100); });
      text.textContent = this.#say('sent');
      location.assign(this.dataset.done);
    } catch (fault) {
      this.#sending = false;
      bar.hidden = true;
      text.textContent = '';
      this.#show('cover');
      this.#part('send').focus();
      this.#fault(fault instanceof PictureFault ? fault.message : 'server', fault.sentence);
    }
  }

  #isInFrame({ x, y, w, h }) {
    const { x: left, y: top, w: width, h: height } = this.#frame;
    return x < left + width && x + w > left && y < top + height && y + h > top;
  }
}

customElements.define('mask-card', MaskCard);
