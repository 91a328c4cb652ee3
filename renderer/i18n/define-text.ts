export const languages = ['id', 'en'] as const;
export type Language = (typeof languages)[number];

type TextTree = { readonly [key: string]: string | ((...values: never[]) => string) | TextTree };

/** The words of one area in both languages, side by side; English must have every key the Indonesian has. */
export type AreaText<Tree extends TextTree> = { readonly [language in Language]: Tree };

export function defineText<Tree extends TextTree>(text: { readonly id: Tree; readonly en: NoInfer<Tree> }): AreaText<Tree> {
  return text;
}
