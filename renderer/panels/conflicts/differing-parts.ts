export type Part = { readonly text: string; readonly differs: boolean };

/** The same fact of every side, cut into what they share and what tells them apart, word by word from both ends. */
export function differingParts(texts: readonly string[]): { readonly differs: boolean; readonly cells: readonly (readonly Part[])[] } {
  const words = texts.map((text) => text.split(/\s+/).filter((word) => word !== ''));
  const [first = []] = words;
  if (words.every((each) => each.join(' ') === first.join(' '))) {
    return { differs: false, cells: texts.map((text) => parts([[text, false]])) };
  }
  const shortest = Math.min(...words.map((each) => each.length));
  const sharedWords = (at: (each: readonly string[], index: number) => string | undefined, most: number): number => {
    let count = 0;
    while (count < most && words.every((each) => at(each, count) === at(first, count))) count += 1;
    return count;
  };
  const start = sharedWords((each, index) => each[index], shortest);
  const end = sharedWords((each, index) => each[each.length - 1 - index], shortest - start);
  return {
    differs: true,
    cells: words.map((each) =>
      parts([
        [each.slice(0, start).join(' '), false],
        [each.slice(start, each.length - end).join(' '), true],
        [each.slice(each.length - end).join(' '), false],
      ]),
    ),
  };
}

function parts(pairs: readonly (readonly [string, boolean])[]): readonly Part[] {
  return pairs.filter(([text]) => text !== '').map(([text, differs]) => ({ text, differs }));
}
