import { asPolicy, type DmarcPolicy } from './dmarc.ts';
import { editDistance } from '../../model/edit-distance.ts';

const known = ['p', 'sp', 'np', 'adkim', 'aspf', 'rua', 'ruf', 'fo', 'psd', 't', 'pct', 'rf', 'ri'];
const strengths: readonly DmarcPolicy[] = ['none', 'quarantine', 'reject'];
/** What may stand in a record that we offer for pasting (no quotation marks, no backslash). */
const harmless = /^[A-Za-z0-9][A-Za-z0-9:@.,!+_/-]{0,400}$/;

/**
 * One sound record out of broken or doubled ones: tags of the first that has them, the weakest policy, all report
 * addresses. Null when there is nothing to hold on to.
 */
export function repairDmarc(texts: readonly string[]): string | null {
  const merged = new Map<string, string[]>();
  for (const text of texts) {
    for (const [name, value] of looseTags(text)) merged.set(name, [...(merged.get(name) ?? []), value]);
  }
  const parts = known.flatMap((name) => {
    const value = repairValue(name, merged.get(name) ?? []);
    return value === null ? [] : [`${name}=${value}`];
  });
  if (parts.length === 0) return null;
  return ['v=DMARC1', ...(parts[0]?.startsWith('p=') === true ? parts : ['p=none', ...parts])].join('; ');
}

/** Finds name=value wherever it stands, whatever parts it from its neighbours. */
function looseTags(text: string): readonly (readonly [string, string])[] {
  const tags: [string, string][] = [];
  for (const word of text
    .slice(0, 4000)
    .replace(/["'\\]/g, ' ')
    .replace(/ *= */g, '=')
    .split(/[\s;]+/)) {
    for (const piece of word.split(/,(?=[A-Za-z]{1,5}=)/)) {
      const equals = piece.indexOf('=');
      const name = piece.slice(0, Math.max(equals, 0)).toLowerCase();
      const last = tags.at(-1);
      if (known.includes(name)) tags.push([name, piece.slice(equals + 1)]);
      else if (equals === -1 && last !== undefined) last[1] += piece;
    }
  }
  return tags;
}

function repairValue(name: string, values: readonly string[]): string | null {
  const [first] = values;
  if (first === undefined) return null;
  switch (name) {
    case 'p':
    case 'sp':
    case 'np':
      return weakest(values.flatMap((value) => nearestPolicy(value) ?? []));
    case 'rua':
    case 'ruf':
      return repairUris(values);
    case 'adkim':
    case 'aspf':
      return /^[rs]$/i.test(first) ? first.toLowerCase() : null;
    case 't':
      return /^[yn]$/i.test(first) ? first.toLowerCase() : null;
    case 'psd':
      return /^[ynu]$/i.test(first) ? first.toLowerCase() : null;
    case 'pct':
    case 'rf':
    case 'ri':
      return null; // RFC 9989 removed them
    default:
      return harmless.test(first) ? first : null;
  }
}

function nearestPolicy(value: string): DmarcPolicy | null {
  const word = value.replace(/,+$/, '').toLowerCase();
  const isNear = (policy: DmarcPolicy): boolean => word.length > 2 && editDistance(word, policy, 2) !== null;
  return asPolicy(word) ?? strengths.find(isNear) ?? null;
}

const weakest = (found: readonly DmarcPolicy[]): DmarcPolicy | null =>
  strengths.find((policy) => found.includes(policy)) ?? null;

function repairUris(values: readonly string[]): string | null {
  const uris = values
    .flatMap((value) => value.split(','))
    .map((uri) => (/^mailto:/i.test(uri) ? uri : `mailto:${uri}`))
    .filter((uri) => /^mailto:[^@]+@[A-Za-z0-9.-]+(?:![0-9]+[kmgt]?)?$/i.test(uri) && harmless.test(uri));
  return uris.length === 0 ? null : [...new Set(uris)].join(',');
}
