import fastCheck from 'fast-check';
import { describe, expect, test } from 'vitest';
import { placeBeside, placeWindow, smallestWindow, type Display, type WindowPlace } from './place-window.ts';

function display(overrides: Partial<Display['bounds']> & { id?: number } = {}): Display {
  const { id = 1, x = 0, y = 0, width = 1920, height = 1080 } = overrides;
  return { id, bounds: { x, y, width, height }, workArea: { x, y, width, height: height - 40 } };
}

const left = display();
const right = display({ id: 2, x: 1920 });
const onRight: WindowPlace = { bounds: { x: 2020, y: 100, width: 1200, height: 800 }, display: right, isMaximized: false };

describe('a window', () => {
  test('fills the primary display the first time', () => {
    expect(placeWindow(null, [left, right])).toEqual({ x: 0, y: 0, width: 1920, height: 1040 });
  });

  test('comes back to where it was', () => {
    expect(placeWindow(onRight, [left, right])).toEqual(onRight.bounds);
  });

  test('comes to the primary display, at the same offset, when its own is gone', () => {
    expect(placeWindow(onRight, [left])).toEqual({ x: 100, y: 100, width: 1200, height: 800 });
  });

  test('follows its display when displays changed sides', () => {
    expect(placeWindow(onRight, [display({ id: 1, x: 1920 }), display({ id: 2, x: -1920 })])).toMatchObject({ x: 2020 });
    expect(placeWindow(onRight, [left, display({ id: 2, x: -1920 })])).toMatchObject({ x: -1820 });
  });

  test('is known by place when a new cable gave its display a new number', () => {
    expect(placeWindow(onRight, [left, display({ id: 9, x: 1920 })])).toEqual(onRight.bounds);
  });

  test('shrinks to a smaller display', () => {
    expect(placeWindow(onRight, [display({ width: 1024, height: 768 })])).toEqual({ x: 0, y: 0, width: 1024, height: 728 });
  });

  test('keeps its place while no display is there at all', () => {
    expect(placeWindow(onRight, [])).toEqual(onRight.bounds);
  });
});

test('a window is whole on some display, whatever was remembered', () => {
  const edge = fastCheck.integer({ min: -8000, max: 8000 });
  const rectangle = fastCheck.record({ x: edge, y: edge, width: fastCheck.integer({ min: 1, max: 9000 }), height: fastCheck.integer({ min: 1, max: 9000 }) });
  const big = fastCheck.record({ x: edge, y: edge, width: fastCheck.integer({ min: smallestWindow.width, max: 8000 }), height: fastCheck.integer({ min: smallestWindow.height + 40, max: 5000 }) });
  fastCheck.assert(
    fastCheck.property(rectangle, rectangle, fastCheck.array(big, { minLength: 1, maxLength: 4 }), (bounds, was, areas) => {
      const displays = areas.map((area, index) => display({ id: index, ...area }));
      const placed = placeWindow({ bounds, display: display({ id: 2, ...was }), isMaximized: false }, displays);
      return displays.some(
        ({ workArea }) =>
          placed.x >= workArea.x && placed.y >= workArea.y && placed.x + placed.width <= workArea.x + workArea.width && placed.y + placed.height <= workArea.y + workArea.height,
      );
    }),
    { seed: 112 },
  );
});

describe('a window beside another one', () => {
  test('fills the display the other one is not on the first time', () => {
    expect(placeBeside(null, left.workArea, [left, right])).toEqual(right.workArea);
    expect(placeBeside(null, right.workArea, [left, right])).toEqual(left.workArea);
  });

  test('takes the right half where there is one display only', () => {
    expect(placeBeside(null, left.workArea, [left])).toEqual({ x: 960, y: 0, width: 960, height: 1040 });
  });

  test('comes back to where it was, over the other one too', () => {
    expect(placeBeside(onRight, right.workArea, [left, right])).toEqual(onRight.bounds);
  });
});
