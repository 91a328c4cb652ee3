/** Where in its image the arrow is: so wide and high, its middle so far above that of the image, in CSS pixels. */
export type ArrowBox = { readonly widthPx: number; readonly heightPx: number; readonly abovePx: number };

/** Part 0 is the arrow around a unit, part 1 its icon; a part that a unit does not have is moved out of sight. */
export function unitsVertexShader(cellPx: number, arrow: ArrowBox): string {
  return `#version 300 es
precision highp float;
uniform mat4 u_matrix;
uniform vec2 u_viewport;
uniform int u_part;
in vec2 a_at;
in vec2 a_offset;
in vec2 a_cells;
in float a_turn;
in float a_opacity;
in float a_sidePx;
out vec2 v_within;
flat out float v_cell;
flat out float v_opacity;
void main() {
  v_cell = u_part == 0 ? a_cells.y : a_cells.x;
  v_opacity = u_part == 0 ? 1.0 : a_opacity;
  // No larger than what is drawn: thousands of empty corners cost more than the icons.
  vec2 px = vec2(float(gl_VertexID & 1), float(gl_VertexID >> 1)) - 0.5;
  px = u_part == 0 ? px * vec2(${arrow.widthPx.toFixed(1)}, ${arrow.heightPx.toFixed(1)}) - vec2(0.0, ${arrow.abovePx.toFixed(1)}) : px * a_sidePx;
  v_within = px / ${cellPx.toFixed(1)} + 0.5;
  if (u_part == 0) {
    float turn = a_turn * 6.283185307179586;
    px = mat2(cos(turn), sin(turn), -sin(turn), cos(turn)) * px;
  }
  px += a_offset;
  vec4 at = u_matrix * vec4(a_at, 0.0, 1.0);
  gl_Position = v_cell > 65534.5 ? vec4(2.0, 2.0, 2.0, 1.0) : vec4(at.xy / at.w + px * vec2(2.0, -2.0) / u_viewport, 0.0, 1.0);
}`;
}

export function unitsFragmentShader(sheet: { readonly cellPx: number; readonly cellsPerRow: number; readonly sheetSidePx: number }): string {
  return `#version 300 es
precision highp float;
uniform sampler2D u_sheet;
in vec2 v_within;
flat in float v_cell;
flat in float v_opacity;
out vec4 colour;
void main() {
  float row = floor((v_cell + 0.5) / ${sheet.cellsPerRow.toFixed(1)});
  vec2 corner = vec2(v_cell - row * ${sheet.cellsPerRow.toFixed(1)}, row) * ${sheet.cellPx.toFixed(1)};
  vec2 px = corner + clamp(v_within * ${sheet.cellPx.toFixed(1)}, 0.5, ${(sheet.cellPx - 0.5).toFixed(1)});
  colour = texture(u_sheet, px / ${sheet.sheetSidePx.toFixed(1)}) * v_opacity;
}`;
}

/** Throws with the card's own words: a shader that does not link is a defect. */
export function linkProgram(gl: WebGL2RenderingContext, vertex: string, fragment: string): WebGLProgram {
  const program = gl.createProgram();
  for (const [kind, source] of [[gl.VERTEX_SHADER, vertex], [gl.FRAGMENT_SHADER, fragment]] as const) {
    const shader = gl.createShader(kind);
    if (!shader) throw new Error('the graphics context is gone');
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    if (!gl.getShaderParameter(shader, gl.COMPILE_STATUS) && !gl.isContextLost()) throw new Error(`a shader of the units does not compile: ${gl.getShaderInfoLog(shader) ?? ''}`);
    gl.attachShader(program, shader);
    gl.deleteShader(shader);
  }
  gl.linkProgram(program);
  if (!gl.getProgramParameter(program, gl.LINK_STATUS) && !gl.isContextLost()) throw new Error(`the program of the units does not link: ${gl.getProgramInfoLog(program) ?? ''}`);
  return program;
}
