import type { CustomLayerInterface, Map as MapLibreMap } from 'maplibre-gl';
import { arrowBox, iconPixelRatio } from '../icons/draw-icon.ts';
import { unitBytes, type PackedUnits } from './pack-units.ts';
import { cellPx, cellsPerRow, cornerOf, sheetSidePx, type Sprite } from './sprite-sheet.ts';
import { linkProgram, unitsFragmentShader, unitsVertexShader } from './units-shaders.ts';

export type UnitsGlLayer = CustomLayerInterface & {
  /** What is drawn from the next frame on. */
  show(units: PackedUnits): void;
};

/**
 * One layer that draws any number of units with two calls: arrows, then icons. Packed units go to the graphics card at most once per
 * frame; of several given between two frames the last one does. All work on the card is done while the map draws, since the map
 * believes to know the state of its context at any other time.
 */
export function createUnitsGlLayer(id: string, sprites: readonly Sprite[]): UnitsGlLayer {
  let map: MapLibreMap | null = null;
  let card: Card | null = null;
  let shown: PackedUnits | null = null;
  let isNew = false;
  let spritesOnCard = 0;

  return {
    id,
    type: 'custom',
    onAdd(itsMap, gl) {
      map = itsMap;
      card = createCard(gl);
      spritesOnCard = 0;
      isNew = shown !== null;
    },
    onRemove(_map, gl) {
      if (card) removeCard(gl, card);
      card = null;
      map = null;
    },
    show(units) {
      shown = units;
      isNew = true;
      map?.triggerRepaint();
    },
    render(gl, { defaultProjectionData }) {
      if (!card || !map || !shown || shown.count === 0) return;
      gl.activeTexture(gl.TEXTURE0);
      gl.bindTexture(gl.TEXTURE_2D, card.sheet);
      for (; spritesOnCard < sprites.length; spritesOnCard += 1) putSprite(gl, sprites[spritesOnCard]);
      gl.bindVertexArray(card.array);
      if (isNew) {
        gl.bindBuffer(gl.ARRAY_BUFFER, card.buffer);
        gl.bufferData(gl.ARRAY_BUFFER, shown.bytes, gl.STREAM_DRAW);
        isNew = false;
      }
      gl.useProgram(card.program);
      gl.uniformMatrix4fv(card.matrix, false, movedTo(defaultProjectionData.mainMatrix, shown.originX, shown.originY));
      const { clientWidth, clientHeight } = map.getContainer();
      gl.uniform2f(card.viewport, clientWidth, clientHeight);
      gl.uniform1i(card.sheetUniform, 0);
      gl.disable(gl.DEPTH_TEST);
      gl.disable(gl.STENCIL_TEST);
      gl.disable(gl.CULL_FACE);
      gl.enable(gl.BLEND);
      gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
      for (const part of [0, 1]) {
        gl.uniform1i(card.part, part);
        gl.drawArraysInstanced(gl.TRIANGLE_STRIP, 0, 4, shown.count);
      }
      gl.bindVertexArray(null);
    },
  };
}

type Card = {
  readonly program: WebGLProgram;
  readonly array: WebGLVertexArrayObject;
  readonly buffer: WebGLBuffer;
  readonly sheet: WebGLTexture;
  readonly matrix: WebGLUniformLocation | null;
  readonly viewport: WebGLUniformLocation | null;
  readonly part: WebGLUniformLocation | null;
  readonly sheetUniform: WebGLUniformLocation | null;
};

function createCard(gl: WebGL2RenderingContext): Card {
  const program = linkProgram(gl, unitsVertexShader(cellPx / iconPixelRatio, arrowBox), unitsFragmentShader({ cellPx, cellsPerRow, sheetSidePx }));
  const array = gl.createVertexArray();
  const buffer = gl.createBuffer();
  gl.bindVertexArray(array);
  gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
  const attribute = (name: string, size: number, type: number, normalised: boolean, offset: number): void => {
    const at = gl.getAttribLocation(program, name);
    gl.enableVertexAttribArray(at);
    gl.vertexAttribPointer(at, size, type, normalised, unitBytes, offset);
    gl.vertexAttribDivisor(at, 1);
  };
  attribute('a_at', 2, gl.FLOAT, false, 0);
  attribute('a_offset', 2, gl.SHORT, false, 8);
  attribute('a_cells', 2, gl.UNSIGNED_SHORT, false, 12);
  attribute('a_turn', 1, gl.UNSIGNED_SHORT, true, 16);
  attribute('a_opacity', 1, gl.UNSIGNED_BYTE, true, 18);
  attribute('a_sidePx', 1, gl.UNSIGNED_BYTE, false, 19);
  gl.bindVertexArray(null);
  gl.bindBuffer(gl.ARRAY_BUFFER, null);
  const sheet = gl.createTexture();
  gl.bindTexture(gl.TEXTURE_2D, sheet);
  gl.texStorage2D(gl.TEXTURE_2D, 1, gl.RGBA8, sheetSidePx, sheetSidePx);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.LINEAR);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.LINEAR);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE);
  const place = (name: string): WebGLUniformLocation | null => gl.getUniformLocation(program, name);
  return { program, array, buffer, sheet, matrix: place('u_matrix'), viewport: place('u_viewport'), part: place('u_part'), sheetUniform: place('u_sheet') };
}

function removeCard(gl: WebGL2RenderingContext, card: Card): void {
  gl.deleteProgram(card.program);
  gl.deleteVertexArray(card.array);
  gl.deleteBuffer(card.buffer);
  gl.deleteTexture(card.sheet);
}

/** In the middle of its cell, so that every icon turns and stands around its own middle. */
function putSprite(gl: WebGL2RenderingContext, sprite: Sprite | undefined): void {
  if (!sprite) return;
  const { image } = sprite;
  const [left, top] = cornerOf(sprite.cell);
  gl.pixelStorei(gl.UNPACK_PREMULTIPLY_ALPHA_WEBGL, true);
  gl.pixelStorei(gl.UNPACK_FLIP_Y_WEBGL, false);
  gl.texSubImage2D(gl.TEXTURE_2D, 0, left + Math.floor((cellPx - image.width) / 2), top + Math.floor((cellPx - image.height) / 2), gl.RGBA, gl.UNSIGNED_BYTE, image);
  gl.pixelStorei(gl.UNPACK_PREMULTIPLY_ALPHA_WEBGL, false);
}

/** The matrix for places counted from an origin; multiplied in 64 bits, or units would tremble at close zooms. */
function movedTo(matrix: ArrayLike<number>, x: number, y: number): Float32Array {
  const moved = Float64Array.from(matrix);
  for (let row = 0; row < 4; row += 1) moved[12 + row] = (matrix[row] ?? 0) * x + (matrix[4 + row] ?? 0) * y + (matrix[12 + row] ?? 0);
  return Float32Array.from(moved);
}
