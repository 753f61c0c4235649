import { all } from './dom.ts';

const step = 1.25;
const least = 0.1;
const most = 4;

/** Pictures to move and zoom. Moving is scrolling, which the browser does by itself for the wheel, keys, touch and focus. */
export function setUpCanvases(): void {
  for (const canvas of all('[data-canvas]')) setUp(canvas);
}

function setUp(canvas: HTMLElement): void {
  const picture = canvas.querySelector('svg');
  if (picture === null) return;
  const width = picture.width.baseVal.value;
  const height = picture.height.baseVal.value;
  let scale = 1;
  /** Zooms, and keeps what is at a place of the canvas there. */
  const zoom = (wanted: number, x = canvas.clientWidth / 2, y = canvas.clientHeight / 2) => {
    const next = Math.min(most, Math.max(least, wanted));
    const ratio = next / scale;
    const left = (canvas.scrollLeft + x) * ratio - x;
    const top = (canvas.scrollTop + y) * ratio - y;
    scale = next;
    picture.style.width = `${width * scale}px`;
    picture.style.height = `${height * scale}px`;
    canvas.scrollTo(left, top);
    canvas.dataset.scale = scale.toFixed(2);
  };
  /** All of the picture, but not larger than it is drawn. */
  const showAll = () => zoom(Math.min(1, canvas.clientWidth / width, canvas.clientHeight / height));
  const act = (name: string | undefined) => {
    if (name === 'in') zoom(scale * step);
    if (name === 'out') zoom(scale / step);
    if (name === 'fit') showAll();
  };
  for (const button of all('[data-zoom]', canvas.parentElement ?? document))
    button.addEventListener('click', () => act(button.dataset.zoom));
  canvas.addEventListener('keydown', (event) => {
    const name = { '+': 'in', '=': 'in', '-': 'out', '0': 'fit' }[event.key];
    if (name === undefined || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    act(name);
  });
  canvas.addEventListener(
    'wheel',
    (event) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      const box = canvas.getBoundingClientRect();
      zoom(scale * 2 ** (-event.deltaY / 300), event.clientX - box.left, event.clientY - box.top);
    },
    { passive: false },
  );
  drag(canvas);
  // As wide as the page, unless its text would be too small to read.
  zoom(Math.max(0.75, Math.min(1, canvas.clientWidth / width)), 0, 0);
}

/** Moves the picture with the mouse. Touch scrolls by itself. */
function drag(canvas: HTMLElement): void {
  let hasMoved = false;
  canvas.addEventListener('pointerdown', (event) => {
    hasMoved = false;
    if (event.button !== 0 || event.pointerType === 'touch') return;
    const from = { x: event.clientX + canvas.scrollLeft, y: event.clientY + canvas.scrollTop };
    const move = ({ clientX, clientY }: PointerEvent) => {
      if (!hasMoved && Math.hypot(clientX - event.clientX, clientY - event.clientY) < 4) return;
      hasMoved = true;
      canvas.classList.add('moving');
      canvas.scrollTo(from.x - clientX, from.y - clientY);
    };
    const end = () => {
      canvas.classList.remove('moving');
      removeEventListener('pointermove', move);
    };
    addEventListener('pointermove', move);
    addEventListener('pointerup', end, { once: true });
    addEventListener('pointercancel', end, { once: true });
  });
  // A drag that ends on a card does not open it, and none takes a link along.
  canvas.addEventListener('click', (event) => hasMoved && event.preventDefault(), true);
  canvas.addEventListener('dragstart', (event) => event.preventDefault());
}
