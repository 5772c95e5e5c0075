import { registeredDomain } from '../parse/dmarc/organizational-domain.ts';
import type { Severity } from '../model/check.ts';
import { grouped } from '../model/many.ts';
import type { FixStep } from '../model/report.ts';
import { domainOf } from '../parse/identity-name.ts';
import { actOf } from './acts.ts';
import { saidFirst, stepsForEach } from './for-each.ts';
import { compareText } from './compare-text.ts';
import type { CauseGroup, Example, SurveyCause } from './document.ts';
import type { CauseWords, IdentityLine, PlaceLine, SurveyFinding, TenantLine } from './lines.ts';

/** Groups that are kept of a cause: a zone for each of a million identities would be no grouping. */
const mostGroups = 20_000;
const mostExamples = 3;
const shownGroups = 5;

/**
 * Of one code, acts that are told apart while gathering; and those that stand apart in the report. Beyond the first number
 * it is chance which ones: no code of ours has so many ways to mend it.
 */
const mostActs = 5000;
const shownActs = 6;
/** The act of those that are told together: each has another one. */
export const otherActs = '…';
/**
 * The act of all tenants that lack an association: what each lacks stands with it in the list of tenants, command by command, so
 * that the code stands once among the causes.
 */
const ofTenants = 'what each tenant lacks';
const lacksAssociation = 'send/tenant';

interface Kept extends Example {
  sends: number | null;
  words: CauseWords;
}

interface Gathered {
  code: string;
  act: string;
  /** What mends it, told apart as far as one from several. */
  ways: Set<string>;
  severity: Severity;
  leadsTo: Set<string>;
  count: number;
  sends: number | null;
  places: number;
  tenants: number;
  examples: Kept[];
  groups: Map<string, { by: CauseGroup['by']; name: string; count: number }>;
}

/** Identities, tenants or places with the same two acts of one code, or more: told together, each counts once. */
interface Shared extends Pick<Gathered, 'count' | 'sends' | 'places' | 'tenants' | 'groups'> {
  acts: readonly string[];
}

/** Checks of tenants, whose steps name none: a tenant may be called as any word of a step. */
const ofTenantChecks: ReadonlySet<string> = new Set(['send-tenant', 'reputation-tenant']);

/** Gathers causes line by line: three examples and the groups of each, however many identities there are. */
export interface CauseCounter {
  ofIdentity: (line: IdentityLine) => void;
  /** `identities`: how many the place has; `sends`: what they send a day, null where nobody counts. */
  ofPlace: (line: PlaceLine, of: { identities: number; sends: number | null }) => void;
  ofTenant: (line: TenantLine) => void;
  causes: () => readonly SurveyCause[];
}

/** What a finding touches. */
interface Touched {
  example: Example;
  count: number;
  sends: number | null;
  groups: readonly CauseGroup[];
  kind: 'identity' | 'place' | 'tenant';
}

/** Starts counting. */
export function createCauseCounter(): CauseCounter {
  const byCode = new Map<string, Map<string, Gathered>>();
  const shared = new Map<string, Map<string, Shared>>();

  /** Causes of a line that are mended in one way are one. */
  function noteAll(findings: readonly SurveyFinding[], touchedBy: (finding: SurveyFinding) => Touched): void {
    const seen = new Set<string>();
    const acts = new Map<string, { named: string[]; touched: Touched }>();
    for (const finding of findings) {
      if (!finding.cause || finding.words === null) continue;
      const touched = touchedBy(finding);
      const { account, region, identity } = touched.example;
      const subject = ofTenantChecks.has(finding.check) ? null : finding.subject;
      const act = actOf(finding.words.fix, { account, region, identity, subject });
      const named = finding.code === lacksAssociation ? ofTenants : act;
      const gathered = gatheredFor(byCode, finding.code, named);
      if (gathered.ways.size < 2) gathered.ways.add(act);
      const key = JSON.stringify([finding.code, named]);
      if (seen.has(key)) continue;
      seen.add(key);
      note(gathered, finding, finding.words, touched);
      const own = acts.get(finding.code) ?? { named: [], touched };
      own.named.push(gathered.act);
      acts.set(finding.code, own);
    }
    for (const [code, { named, touched }] of acts)
      if (named.length > 1) noteShared(shared, code, named, touched);
  }

  return {
    ofIdentity: (line) => {
      const { account, region, identity, sends } = line;
      noteAll(line.findings, (finding) => ({
        ...{ example: { account, region, identity }, count: 1, sends, kind: 'identity' },
        groups: groupsOf(finding, line),
      }));
    },
    ofPlace: ({ account, region, findings }, { identities, sends }) => {
      noteAll(findings, () => ({
        ...{ example: { account, region, identity: null }, count: identities, sends, kind: 'place' },
        groups: [{ by: 'account', name: `${account} ${region}`, count: identities }],
      }));
    },
    ofTenant: ({ account, region, tenant, findings }) => {
      noteAll(findings, (finding) => ({
        ...{ example: { account, region, identity: null, tenant }, count: 1, sends: null, kind: 'tenant' },
        groups: missingIn(finding, `${account} ${region}`),
      }));
    },
    causes: () =>
      [...byCode]
        .flatMap(([code, acts]) =>
          fewOf([...acts.values()], [...(shared.get(code)?.values() ?? [])]).map(causeOf),
        )
        .sort(byGravity),
  };
}

function gatheredFor(byCode: Map<string, Map<string, Gathered>>, code: string, named: string): Gathered {
  const acts = byCode.get(code) ?? new Map<string, Gathered>();
  byCode.set(code, acts);
  const act = acts.has(named) || acts.size < mostActs ? named : otherActs;
  const gathered: Gathered = acts.get(act) ?? {
    ...{ code, act, ways: new Set(), severity: 'info', leadsTo: new Set(), count: 0, sends: null },
    ...{ places: 0, tenants: 0, examples: [], groups: new Map<string, CauseGroup>() },
  };
  acts.set(act, gathered);
  return gathered;
}

function noteShared(
  all: Map<string, Map<string, Shared>>,
  code: string,
  acts: readonly string[],
  { count, sends, groups, kind }: Touched,
): void {
  const ofCode = all.get(code) ?? new Map<string, Shared>();
  all.set(code, ofCode);
  const key = JSON.stringify(acts.toSorted(compareText));
  const known = ofCode.get(key);
  if (known === undefined && ofCode.size >= mostGroups) return;
  const own: Shared = known ?? {
    ...{ acts, count: 0, sends: null, places: 0, tenants: 0, groups: new Map<string, CauseGroup>() },
  };
  ofCode.set(key, own);
  own.count += count;
  own.places += kind === 'place' ? 1 : 0;
  own.tenants += kind === 'tenant' ? 1 : 0;
  addSends(own, sends);
  for (const group of groups) addGroup(own.groups, group);
}

function note(
  gathered: Gathered,
  { severity, weight, leadsTo = [] }: SurveyFinding,
  words: CauseWords,
  { example, count, sends, groups, kind }: Touched,
): void {
  gathered.severity = graver(gathered.severity, weight ?? severity);
  for (const code of leadsTo) gathered.leadsTo.add(code);
  gathered.count += count;
  gathered.places += kind === 'place' ? 1 : 0;
  gathered.tenants += kind === 'tenant' ? 1 : 0;
  addSends(gathered, sends);
  gathered.examples = [...gathered.examples, { ...example, sends, words }]
    .sort(byWeight)
    .slice(0, mostExamples);
  for (const group of groups) addGroup(gathered.groups, group);
}

function addSends(gathered: Pick<Gathered, 'sends'>, sends: number | null): void {
  if (sends !== null) gathered.sends = (gathered.sends ?? 0) + sends;
}

function addGroup(groups: Gathered['groups'], { by, name, count }: CauseGroup): void {
  const key = `${by} ${name}`;
  const known = groups.get(key);
  if (known !== undefined) known.count += count;
  else if (groups.size < mostGroups) groups.set(key, { by, name, count });
}

/** The acts that mend most stand apart; the others are one, and say that each is mended otherwise. */
function fewOf(acts: readonly Gathered[], shared: readonly Shared[]): readonly Gathered[] {
  const ordered = acts.toSorted(
    (one, other) =>
      Number(one.act === otherActs) - Number(other.act === otherActs) ||
      order[one.severity] - order[other.severity] ||
      other.count - one.count ||
      compare([one.act], [other.act]),
  );
  const rest = ordered.slice(shownActs);
  const [first] = rest;
  if (first === undefined) {
    const last = ordered.at(-1);
    if (last?.act !== otherActs) return ordered;
    // Acts that were not told apart are together already. What was gathered stays as it is: more may come.
    const groups = new Map([...last.groups].map(([key, group]) => [key, { ...group }]));
    const counted = { ...last, groups };
    for (const one of shared) takeTwice(counted, one, one.acts.filter((act) => act === otherActs).length - 1);
    return [...ordered.slice(0, -1), counted];
  }
  if (rest.length === 1 && first.act !== otherActs) return ordered;
  const together: Gathered = {
    ...{ code: first.code, act: otherActs, ways: new Set(), severity: 'info', leadsTo: new Set() },
    ...{ count: 0, sends: null },
    ...{ places: 0, tenants: 0, examples: [], groups: new Map<string, CauseGroup>() },
  };
  for (const one of rest) {
    together.severity = graver(together.severity, one.severity);
    for (const code of one.leadsTo) together.leadsTo.add(code);
    together.count += one.count;
    together.places += one.places;
    together.tenants += one.tenants;
    addSends(together, one.sends);
    together.examples = [...together.examples, ...one.examples].sort(byWeight).slice(0, mostExamples);
    for (const group of one.groups.values()) addGroup(together.groups, group);
  }
  const names = new Set(rest.map(({ act }) => act));
  for (const one of shared) takeTwice(together, one, one.acts.filter((act) => names.has(act)).length - 1);
  return [...ordered.slice(0, shownActs), together];
}

/** Takes out what was counted so many times too often. */
function takeTwice(
  together: Gathered,
  { count, sends, places, tenants, groups }: Shared,
  times: number,
): void {
  if (times < 1) return;
  together.count -= times * count;
  together.places -= times * places;
  together.tenants -= times * tenants;
  if (sends !== null) together.sends = (together.sends ?? 0) - times * sends;
  for (const { by, name, count: of } of groups.values()) {
    const known = together.groups.get(`${by} ${name}`);
    if (known !== undefined) known.count -= times * of;
  }
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
 * them; a setting of identities stands in an account; anything else that is named is one thing.
 */
function groupsOf({ subject, words }: SurveyFinding, line: IdentityLine): readonly CauseGroup[] {
  const { identity, account, region, provider } = line;
  const place = `${account} ${region}`;
  const isName = subject.includes('.') || subject.includes('@');
  if (subject === region || subject === 'account') return [{ by: 'account', name: place, count: 1 }];
  // A configuration set that many have by default is mended once.
  const set = setIn(words);
  if (set !== null) return [{ by: 'thing', name: `configuration-set/${set} (${place})`, count: 1 }];
  if (!isName) return [{ by: 'thing', name: `${subject} (${place})`, count: 1 }];
  const zone: CauseGroup = { by: 'zone', name: registeredDomain(domainOf(identity)), count: 1 };
  // What is missing at addresses is set up once, for their domain.
  if (words?.fix[0]?.owner !== 'dns')
    return [...(identity.includes('@') ? [zone] : []), { by: 'account', name: place, count: 1 }];
  return [zone, ...(provider === null ? [] : [{ by: 'provider' as const, name: provider, count: 1 }])];
}

/** The configuration set that a step changes; null where none does. */
const setIn = (words: CauseWords | null): string | null =>
  (words?.fix ?? [])
    .flatMap(
      ({ command }) =>
        /^aws sesv2 put-configuration-set-\S+ .*?--configuration-set-name '?([\w-]+)/.exec(
          command ?? '',
        )?.[1] ?? [],
    )
    .at(0) ?? null;

/** What is missing of a tenant, as the command names it: many may lack the same identity or configuration set. */
function missingIn({ subject, words }: SurveyFinding, place: string): readonly CauseGroup[] {
  const arns = (words?.fix ?? []).flatMap(
    ({ command }) => /--resource-arn '?([^\s']+)/.exec(command ?? '') ?? [],
  );
  const [, arn] = arns;
  const resource = arn === undefined ? undefined : arn.split(':').slice(5).join(':');
  return [
    // Where no identity is associated, the finding is about the tenant, and the command has one as an example.
    resource?.endsWith(`/${subject}`) !== true
      ? { by: 'account', name: place, count: 1 }
      : { by: 'thing', name: `${resource} (${place})`, count: 1 },
  ];
}

function causeOf({ code, act: named, ways, examples, groups, leadsTo, ...gathered }: Gathered): SurveyCause {
  const [first] = examples;
  if (first === undefined) throw new Error(`${code} has no example`);
  const { severity, count, sends, places, tenants } = gathered;
  const { stage: _, ...words } = first.words;
  const [only, ...others] = ways;
  const isMixed = named === ofTenants && others.length > 0;
  const act = named === ofTenants && !isMixed ? (only ?? named) : named;
  const touched = {
    ...{ count, places, tenants },
    examples: examples.map(({ account, region, identity, tenant }) => ({
      ...{ account, region, identity },
      ...(tenant !== undefined && { tenant }),
    })),
    groups: [...groups.values()]
      .sort((one, other) => other.count - one.count || compare([one.name], [other.name]))
      .slice(0, shownGroups),
  };
  return {
    ...{ code, severity, sends, act, leadsTo: [...leadsTo].sort(compareText) },
    ...touched,
    ...{ title: words.title, because: words.summary, impact: words.impact },
    fix:
      act === otherActs
        ? [...words.fix, eachItsOwn]
        : isMixed && tenants > 1
          ? saidFirst(eachTenantItsOwn(tenants, first.tenant), words.fix)
          : stepsForEach(touched, words.fix),
    references: words.references,
  };
}

const eachTenantItsOwn = (tenants: number, name = ''): string =>
  `Each of the ${grouped(tenants)} needs its own step, which the list of tenants has; for ${name}: `;

const eachItsOwn: FixStep = {
  ...{
    text: 'The others among these need other steps: --format csv has the first step of each',
    owner: 'you',
  },
  ...{ command: null, record: null },
};

const order = { error: 0, warning: 1, unknown: 2, info: 3 } as const;
const graver = (one: Severity, other: Severity): Severity => (order[other] < order[one] ? other : one);

/** An account that is stopped: not one of its messages leaves, which is more than any share of them. */
const isStopped = ({ code, severity, places }: SurveyCause): boolean =>
  places > 0 && severity === 'error' && code.startsWith('sending/');

/** Errors first, and stopped accounts before all; within a severity what touches most mail, else most identities. */
const byGravity = (one: SurveyCause, other: SurveyCause): number =>
  order[one.severity] - order[other.severity] ||
  Number(isStopped(other)) - Number(isStopped(one)) ||
  (other.sends ?? 0) - (one.sends ?? 0) ||
  other.count - one.count ||
  compare([one.code, one.act], [other.code, other.act]);
