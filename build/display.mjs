/** Whether a window can be shown: Windows and macOS always, Linux when X or Wayland is named. */
export function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env['DISPLAY']) || Boolean(process.env['WAYLAND_DISPLAY']);
}
