import { registeredDomain } from '../parse/dmarc/organizational-domain.ts';
import { domainOf } from '../parse/identity-name.ts';
import type { CauseGroup, Example, SurveyCause } from './document.ts';
import type { CauseWords, IdentityLine, PlaceLine, SurveyFinding, TenantLine } from './lines.ts';

/** Groups that are kept of a cause: a zone for each of a million identities would be no grouping. */
const mostGroups = 20_000;
const mostExamples = 3;
const shownGroups = 5;

interface Kept extends Example {
  sends: number | null;
  words: CauseWords;
  severity: SurveyFinding['severity'];
}

interface Gathered {
  count: number;
  sends: number | null;
  places: number;
  tenants: number;
  examples: Kept[];
  groups: Map<string, { by: CauseGroup['by']; name: string; count: number }>;
}

/** Gathers causes line by line: three examples and the groups of each, however many identities there are. */
export interface CauseCounter {
  ofIdentity: (line: IdentityLine) => void;
  /** `identities`: how many the place has. */
  ofPlace: (line: PlaceLine, identities: number) => void;
  ofTenant: (line: TenantLine) => void;
  causes: () => readonly SurveyCause[];
}

/** Starts counting. */
export function createCauseCounter(): CauseCounter {
  const byCode = new Map<string, Gathered>();

  function note(
    finding: SurveyFinding,
    words: CauseWords,
    touched: {
      example: Example;
      count: number;
      sends: number | null;
      groups: readonly CauseGroup[];
      kind: 'identity' | 'place' | 'tenant';
    },
  ): void {
    const { example, count, sends, groups, kind } = touched;
    const gathered: Gathered = byCode.get(finding.code) ?? {
      ...{ count: 0, sends: null, places: 0, tenants: 0, examples: [] },
      groups: new Map<string, CauseGroup>(),
    };
    byCode.set(finding.code, gathered);
    gathered.count += count;
    gathered.places += kind === 'place' ? 1 : 0;
    gathered.tenants += kind === 'tenant' ? 1 : 0;
    if (sends !== null) gathered.sends = (gathered.sends ?? 0) + sends;
    gathered.examples = [...gathered.examples, { ...example, sends, words, severity: finding.severity }]
      .sort(byWeight)
      .slice(0, mostExamples);
    for (const group of groups) {
      const key = `${group.by} ${group.name}`;
      const known = gathered.groups.get(key);
      if (known !== undefined) known.count += count;
      else if (gathered.groups.size < mostGroups) gathered.groups.set(key, { ...group });
    }
  }

  return {
    ofIdentity: (line) => {
      const { account, region, identity, sends } = line;
      const seen = new Set<string>();
      for (const finding of line.findings) {
        if (!finding.cause || finding.words === null || seen.has(finding.code)) continue;
        seen.add(finding.code);
        note(finding, finding.words, {
          ...{ example: { account, region, identity }, count: 1, sends, kind: 'identity' },
          groups: groupsOf(finding, line),
        });
      }
    },
    ofPlace: ({ account, region, findings }, identities) => {
      for (const finding of findings) {
        if (!finding.cause || finding.words === null) continue;
        note(finding, finding.words, {
          ...{ example: { account, region, identity: null }, count: identities, sends: null, kind: 'place' },
          groups: [{ by: 'account', name: `${account} ${region}`, count: identities }],
        });
      }
    },
    ofTenant: ({ account, region, tenant, findings }) => {
      const seen = new Set<string>();
      for (const finding of findings) {
        if (!finding.cause || finding.words === null || seen.has(finding.code)) continue;
        seen.add(finding.code);
        note(finding, finding.words, {
          ...{ example: { account, region, identity: null, tenant }, count: 1, sends: null, kind: 'tenant' },
          groups: [{ by: 'account', name: `${account} ${region}`, count: 1 }],
        });
      }
    },
    causes: () => [...byCode].map(([code, gathered]) => causeOf(code, gathered)).sort(byGravity),
  };
}

/** Those that send most first; else by name, so that the order in which they ended does not matter. */
const byWeight = (one: Kept, other: Kept): number =>
  (other.sends ?? -1) - (one.sends ?? -1) || compare(placeOf(one), placeOf(other));

const placeOf = ({ account, region, identity, tenant = '' }: Example): readonly string[] => [
  ...[account, region, identity ?? '', tenant],
];

function compare(one: readonly string[], other: readonly string[]): number {
  const [a, b] = [JSON.stringify(one), JSON.stringify(other)];
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * What one change would fix: records stand in a zone and with a provider of name servers, where one login fixes all of
 * them; anything else that is named is one thing.
 */
function groupsOf({ subject }: SurveyFinding, line: IdentityLine): readonly CauseGroup[] {
  const { identity, account, region, provider } = line;
  if (subject === region || subject === 'account')
    return [{ by: 'account', name: `${account} ${region}`, count: 1 }];
  const isName = subject.includes('.') || subject.includes('@');
  if (!isName) return [{ by: 'thing', name: `${subject} (${account} ${region})`, count: 1 }];
  return [
    { by: 'zone', name: registeredDomain(domainOf(identity)), count: 1 },
    ...(provider === null ? [] : [{ by: 'provider' as const, name: provider, count: 1 }]),
  ];
}

function causeOf(code: string, { count, sends, places, tenants, examples, groups }: Gathered): SurveyCause {
  const [first] = examples;
  if (first === undefined) throw new Error(`${code} has no example`);
  const { stage: _, ...words } = first.words;
  return {
    ...{ code, severity: worstSeverity(examples), count, sends, places, tenants },
    examples: examples.map(({ account, region, identity, tenant }) => ({
      ...{ account, region, identity },
      ...(tenant !== undefined && { tenant }),
    })),
    groups: [...groups.values()]
      .sort((one, other) => other.count - one.count || compare([one.name], [other.name]))
      .slice(0, shownGroups),
    ...{ title: words.title, because: words.summary, impact: words.impact },
    ...{ fix: words.fix, references: words.references },
  };
}

const worstSeverity = (examples: readonly Kept[]): Kept['severity'] =>
  examples.some(({ severity }) => severity === 'error')
    ? 'error'
    : (examples.find(({ severity }) => severity === 'warning')?.severity ?? 'unknown');

const order = { error: 0, warning: 1, unknown: 2, info: 3 } as const;

/** Errors first; within a severity what touches most mail, else most identities. */
const byGravity = (one: SurveyCause, other: SurveyCause): number =>
  order[one.severity] - order[other.severity] ||
  (other.sends ?? 0) - (one.sends ?? 0) ||
  other.count - one.count ||
  compare([one.code], [other.code]);
