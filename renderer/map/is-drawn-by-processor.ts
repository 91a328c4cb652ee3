/** The names of drawing programs that stand in for a graphics card. */
const standIns = /swiftshader|llvmpipe|softpipe|lavapipe|software|basic render/i;

/** Whether no graphics card draws for this context, by what it says of itself; who hides it is believed to have one. */
export function isDrawnByProcessor(gl: WebGL2RenderingContext | null): boolean {
  const tells = gl?.getExtension('WEBGL_debug_renderer_info');
  return Boolean(gl && tells && standIns.test(String(gl.getParameter(tells.UNMASKED_RENDERER_WEBGL))));
}
