/** The page's own typeface; MapLibre waits until it is loaded and falls back to the system's. */
export const mapFont: readonly [string, ...string[]] = ['Atkinson Hyperlegible Next Variable', 'Segoe UI', 'sans-serif'];

/** The same, heavier: MapLibre reads the weight of local fonts off the first name, which need not exist. */
export const mapFontStrong: readonly [string, ...string[]] = ['Semibold', ...mapFont];
