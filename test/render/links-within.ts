/** What is wrong with the links of a page to its own parts: those that lead nowhere, and names that stand twice. */
export function wrongLinks(page: string): readonly string[] {
  const ids = [...page.matchAll(/ id="([^"]*)"/g)].map(([, id = '']) => id);
  const targets = [...page.matchAll(/ href="#([^"]*)"/g)].map(([, id = '']) => id);
  return [
    ...targets.filter((target) => !ids.includes(target)).map((target) => `#${target} is nowhere`),
    ...ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `${id} stands twice`),
  ];
}

/** The contents list of a page: what each link is called. */
export const contentsOf = (page: string): readonly string[] =>
  [
    ...(/<nav aria-label="Contents">(.*?)<\/nav>/s.exec(page)?.[1] ?? '').matchAll(
      /<a href="#[^"]*">(.*?)<\/a>/g,
    ),
  ].map(([, name = '']) => name.replaceAll(/<[^>]*>/g, ''));
