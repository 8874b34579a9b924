// From the file a person chose to the bytes that are sent. Nothing of the file itself goes on: its pixels are painted on a
// canvas and made into a new JPEG, so what a camera wrote beside them (place, time, device) stays behind.

const longest = 2000; // pixels of the longer side that are kept
const heaviest = 30 * 1024 * 1024; // bytes of a file that is opened at all
const patience = 120_000; // milliseconds a picture may take to arrive

/** What went wrong, by the name of the sentence that says so. */
export class PictureFault extends Error {
  constructor(name, sentence) {
    super(name);
    this.sentence = sentence;
  }
}

/** Whether this browser can paint, and reads back what it painted: some give noise instead, so that no page recognises them. */
export function canPaint() {
  if (!('createImageBitmap' in window) || !HTMLCanvasElement.prototype.toBlob) return false;
  const pen = canvas(2, 2).getContext('2d', { willReadFrequently: true });
  if (!pen) return false;
  pen.fillStyle = '#c81e32';
  pen.fillRect(0, 0, 2, 2);
  return pen.getImageData(0, 0, 2, 2).data.every((value, i) => Math.abs(value - [200, 30, 50, 255][i % 4]) < 8);
}

/** The picture in a file, upright as the camera held it, on white where it is transparent, on a canvas of bounded size. */
export async function open(file) {
  if (file.size > heaviest) throw new PictureFault('too-large');
  let bitmap;
  try {
    bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' });
  } catch {
    throw new PictureFault('unreadable');
  }
  const scale = Math.min(1, longest / Math.max(bitmap.width, bitmap.height));
  const picture = canvas(Math.max(1, Math.round(bitmap.width * scale)), Math.max(1, Math.round(bitmap.height * scale)));
  const pen = picture.getContext('2d');
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, picture.width, picture.height);
  pen.imageSmoothingQuality = 'high';
  pen.drawImage(bitmap, 0, 0, picture.width, picture.height);
  bitmap.close();
  return picture;
}

/** The picture turned by a quarter, clockwise. */
export function turned(picture) {
  const turn = canvas(picture.height, picture.width);
  const pen = turn.getContext('2d');
  pen.translate(turn.width, 0);
  pen.rotate(Math.PI / 2);
  pen.drawImage(picture, 0, 0);
  return turn;
}

/**
 * Paints what is sent: the inside of the frame, black where something is covered. Boxes are in hundredths of the picture.
 * A cover takes every pixel it touches, the frame only whole ones: nothing of either shines through at an edge.
 */
export function paint(picture, frame, covers, into) {
  const [left, top] = [Math.ceil(frame.x * picture.width / 100), Math.ceil(frame.y * picture.height / 100)];
  into.width = Math.max(1, Math.floor((frame.x + frame.w) * picture.width / 100) - left);
  into.height = Math.max(1, Math.floor((frame.y + frame.h) * picture.height / 100) - top);
  const pen = into.getContext('2d');
  pen.drawImage(picture, -left, -top);
  pen.fillStyle = '#000';
  for (const { x, y, w, h } of covers) {
    const [from, above] = [Math.floor(x * picture.width / 100), Math.floor(y * picture.height / 100)];
    const [to, below] = [Math.ceil((x + w) * picture.width / 100), Math.ceil((y + h) * picture.height / 100)];
    pen.fillRect(from - left, above - top, to - from, below - above);
  }
}

/** The canvas as a new JPEG. */
export const encoded = picture => new Promise((resolve, reject) =>
  picture.toBlob(blob => blob ? resolve(blob) : reject(new PictureFault('unreadable')), 'image/jpeg', 0.85));

/** Sends it; `progress` hears how much has gone, as a part of 1. (fetch tells nothing while it uploads.) */
export const send = (blob, to, token, progress) => new Promise((resolve, reject) => {
  const request = new XMLHttpRequest();
  const fail = name => reject(new PictureFault(name, sentenceOf(request)));
  request.open('POST', to);
  request.timeout = patience;
  request.setRequestHeader('Content-Type', 'image/jpeg');
  request.setRequestHeader('RequestVerificationToken', token);
  // Somebody whose session has ended is told so, instead of being led to a page that a script cannot show.
  request.setRequestHeader('X-Requested-With', 'XMLHttpRequest');
  request.upload.onprogress = event => { if (event.lengthComputable) progress(event.loaded / event.total); };
  request.onload = () => request.status < 300 ? resolve() : fail(faults[request.status] ?? 'refused');
  request.onerror = request.ontimeout = () => fail('connection');
  request.send(blob);
});

const faults = { 400: 'too-old', 401: 'signed-out', 403: 'signed-out', 404: 'refused', 413: 'too-large', 415: 'unreadable', 500: 'server', 502: 'connection', 503: 'connection', 504: 'connection' };

// What the portal refuses it says in a sentence, in the person's language; an error page is none.
const sentenceOf = request => request.getResponseHeader('Content-Type')?.startsWith('text/plain') ? request.responseText.trim() : '';

const canvas = (width, height) => Object.assign(document.createElement('canvas'), { width, height });
