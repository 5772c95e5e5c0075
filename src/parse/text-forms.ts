/** What is known of a text before it is written: the whole of it, or how it begins and ends at the least. */
export type Form = { text: string } | { begins: string; ends: string };

/** One of these forms. */
export interface Texts {
  forms: readonly Form[];
  /** Its letters may be large or small: the domain of an address is written as anybody likes. */
  anyCase?: true;
}

/** What a pattern asks of a text. In a `wildcard`, `*` is any letters, and `\*` and `\\` are themselves. */
export interface Asked {
  how: 'equals' | 'prefix' | 'suffix' | 'wildcard';
  text: string;
  anyCase?: true;
}

/** Whether every such text fits, none does, or it depends on what is not known. */
export type Fit = 'all' | 'none' | 'some';

/** Longer wildcards are not judged: the work is their length times that of the form. */
const longest = 1000;

/** Judges what is asked of a text of which only its possible forms are known. */
export function fitOfTexts(
  { how, text, anyCase: asAsked }: Asked,
  { forms, anyCase: asWritten }: Texts,
): Fit {
  const fold = asAsked === true || asWritten === true;
  const wanted = fold ? text.toLowerCase() : text;
  const fits = forms.map((form) => fitOfForm(how, wanted, fold ? lower(form) : form));
  const fit = sameFit(fits);
  // What fits in small letters may have been written in large ones.
  return fit === 'all' && asAsked !== true && asWritten === true ? 'some' : fit;
}

/** Forms are ways in which one thing may be: it fits surely where it fits in each. */
function sameFit(fits: readonly Fit[]): Fit {
  const [first = 'some', ...rest] = fits;
  return rest.every((fit) => fit === first) ? first : 'some';
}

const lower = (form: Form): Form =>
  'text' in form
    ? { text: form.text.toLowerCase() }
    : { begins: form.begins.toLowerCase(), ends: form.ends.toLowerCase() };

function fitOfForm(how: Asked['how'], wanted: string, form: Form): Fit {
  if ('text' in form) return fitsText(how, wanted, form.text) ? 'all' : 'none';
  const { begins, ends } = form;
  switch (how) {
    case 'equals':
      return wanted.length >= begins.length + ends.length &&
        wanted.startsWith(begins) &&
        wanted.endsWith(ends)
        ? 'some'
        : 'none';
    case 'prefix':
      if (begins.startsWith(wanted)) return 'all';
      return wanted.startsWith(begins) ? 'some' : 'none';
    case 'suffix':
      if (ends.endsWith(wanted)) return 'all';
      return wanted.endsWith(ends) ? 'some' : 'none';
    case 'wildcard': {
      if (wanted.length > longest) return 'some';
      const pattern = tokensOf(wanted);
      const possible: readonly Token[] = [...Array.from(begins), any, ...Array.from(ends)];
      if (!meet(pattern, possible)) return 'none';
      // Whatever stands in the middle has to be taken in by a star.
      return meet(pattern, [...Array.from(begins), nothingElse, ...Array.from(ends)]) ? 'all' : 'some';
    }
  }
}

function fitsText(how: Asked['how'], wanted: string, text: string): boolean {
  switch (how) {
    case 'equals':
      return text === wanted;
    case 'prefix':
      return text.startsWith(wanted);
    case 'suffix':
      return text.endsWith(wanted);
    case 'wildcard':
      return wanted.length > longest ? false : meet(tokensOf(wanted), Array.from(text));
  }
}

/** Any letters, none among them. */
const any: unique symbol = Symbol('any letters');
/** A letter that no pattern names. */
const nothingElse: unique symbol = Symbol('a letter');

type Token = string | typeof any | typeof nothingElse;

/** "Wildcard matching" of EventBridge: a backslash takes the meaning from a star or a backslash. */
function tokensOf(wildcard: string): readonly Token[] {
  const tokens: Token[] = [];
  const letters = Array.from(wildcard);
  for (let index = 0; index < letters.length; index += 1) {
    const letter = letters[index] ?? '';
    const next = letters[index + 1];
    if (letter === '\\' && (next === '*' || next === '\\')) {
      tokens.push(next);
      index += 1;
    } else tokens.push(letter === '*' ? any : letter);
  }
  return tokens;
}

/** Whether any text fits both, in time of one length times the other. */
function meet(one: readonly Token[], other: readonly Token[]): boolean {
  // `next[j]`: whether what follows in `one` meets what follows `j` in `other`.
  let next = Array.from({ length: other.length + 1 }, (_, j) =>
    other.slice(j).every((token) => token === any),
  );
  for (let i = one.length - 1; i >= 0; i -= 1) {
    const row = Array.from({ length: other.length + 1 }, () => false);
    for (let j = other.length; j >= 0; j -= 1) {
      const [a, b] = [one[i], other[j]];
      const below = next[j] === true;
      const beside = j < other.length && row[j + 1] === true;
      if (a === any) row[j] = below || beside;
      else if (b === any) row[j] = below || beside;
      else row[j] = a === b && next[j + 1] === true;
    }
    next = row;
  }
  return next[0] === true;
}
