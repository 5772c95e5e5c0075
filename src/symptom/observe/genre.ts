import { tellingOf } from './case-told.ts';
import { formsOf, holdsLive, isExercise, type Forms } from './form-of-text.ts';
import { assertsTrouble } from './mentioned.ts';
import { SignedUnit, type SignName } from './signs.ts';
import { isChat, isOfSelf, layoutOf, type Layout } from './layout.ts';
import { unitsOf } from './units.ts';

/**
 * The genre of a text as a whole: a description (documentation, rules, translations, lessons, contracts, questions of theory), in which
 * a failure is one that may come, or a report, in which one has come. Many weak signs decide, and none of them alone: each is one
 * piece of evidence for or against, and they are added up.
 */

/** The moods in which nothing has happened. */
const describing: readonly SignName[] = [
  'condition',
  'strong',
  'weak',
  'modal',
  'definition',
  'order',
  'verbFirst',
  'service',
  'kind',
  'habit',
  'title',
  'labelled',
];

/** What the sentences of a text show, each from 0 to 1. */
function signsOf(lines: readonly string[]) {
  const units = unitsOf(lines)
    .slice(0, mostUnits)
    .map((unit) => new SignedUnit(unit));
  const isOwnQuestion = (one: SignedUnit): boolean => one.shows('question') && one.shows('own', 'help');
  const isGeneral = (one: SignedUnit): boolean =>
    one.shows(...describing) || (one.shows('question') && !isOwnQuestion(one));
  const some = (is: (one: SignedUnit) => boolean): number => (units.some(is) ? 1 : 0);
  const length = units.reduce((sum, { unit }) => sum + unit.raw.length, 0);
  const share = (is: (one: SignedUnit) => boolean): number =>
    units.reduce((sum, one) => sum + (is(one) ? one.unit.raw.length : 0), 0) / Math.max(1, length);
  const tellings = units.map((one) => (one.shows('notYet') ? null : tellingOf(one.unit, isGeneral(one))));
  const told = some(
    (one) =>
      one.shows('own') &&
      (one.shows('past', 'time') || assertsTrouble(one.unit)) &&
      !one.shows('condition', 'question', 'strong', 'notYet', 'labelled'),
  );
  const asserted = some((one) => !isGeneral(one) && !one.shows('notYet') && assertsTrouble(one.unit));
  const general = share(isGeneral);
  const isCase = tellings.includes('case');
  // Every sentence says what is so under a condition, or must be, or is called; none what was, or whose it is.
  const isLawlike =
    share((one) => isGeneral(one) || one.shows('passive')) >= 0.9 &&
    !units.some((one) => !isGeneral(one) && !one.shows('passive') && assertsTrouble(one.unit)) &&
    !isCase &&
    share((one) => one.shows('condition', 'strong', 'definition', 'verbFirst')) >= 0.3 &&
    units.length > 1 &&
    !units.some(
      (one) =>
        one.shows('own', 'help') ||
        (one.shows('past', 'time') && !one.shows('condition', 'verbFirst', 'definition')),
    );
  return {
    several: Math.min(3, Math.max(0, units.length - 1)) / 3,
    condition: some((one) => one.shows('condition')),
    order: some((one) => one.shows('order')),
    habit: some((one) => one.shows('habit')),
    you: some((one) => one.shows('you')),
    title: some((one) => one.shows('title')),
    labelled: some((one) => one.shows('labelled') && !(one.shows('own') && one.shows('past', 'time'))),
    twoMoods: some((one) => one.shows('twoMoods')),
    quotedTrouble: some((one) => one.shows('quotedTrouble')),
    strongShare: share((one) => one.shows('strong')),
    questionShare: share((one) => one.shows('question') && !isOwnQuestion(one)),
    itemShare: share(({ unit }) => unit.isItem),
    covered: units.length > 1 && general >= 0.7 && asserted + told === 0 && !isCase ? 1 : 0,
    lawlike: isLawlike ? 1 : 0,
    // Of a report.
    own: some((one) => one.shows('own')),
    ofOne: tellings.includes('own') ? 1 : 0,
    case: isCase ? 1 : 0,
    told,
    asserted,
    dated: some(
      (one) =>
        one.shows('own') &&
        one.shows('time') &&
        assertsTrouble(one.unit) &&
        !one.shows('condition', 'question', 'notYet'),
    ),
  };
}

type SignOfGenre = keyof ReturnType<typeof signsOf> | keyof Forms | keyof Layout;

/**
 * What each piece of evidence weighs, in nats: for a description above zero, for a report below. Fitted by a logistic regression over
 * the texts of the tests and others of both kinds; (`test/symptom/genre.test.ts` holds what they tell apart).
 */
const weights: Partial<Record<SignOfGenre, number>> = {
  several: 1.8,
  condition: 1.2,
  order: 0.2,
  habit: 0.3,
  you: 0.6,
  title: 0.9,
  labelled: 1.5,
  twoMoods: 0.5,
  quotedTrouble: 0.1,
  strongShare: 0.6,
  questionShare: 1.3,
  itemShare: 0.5,
  covered: 0.5,
  lawlike: 0.6,
  bullets: 0.5,
  dashes: 0.6,
  code: 0.7,
  sentenceKeys: 0.9,
  rules: 1.3,
  version: 0.2,
  codes: 0.2,
  pairsOfReplies: 0.8,
  kinds: 2.3,
  figures: 1.2,
  syntax: 0.4,
  notYet: 1.4,
  over: 0.8,
  answers: 0.5,
  option: 0.4,
  environment: 0.5,
  placeholders: 0.6,
  headed: 0.5,
  page: 0.3,
  columns: 0.8,
  bars: 0.3,
  exclaims: 1,
  keys: 0.3,
  // Few texts have these, and they say it alone.
  allWell: 3,
  unfilled: 1.2,
  vacancy: 3,
  exercise: 3,
  liability: 2.5,
  // Of a report.
  own: -0.6,
  ofOne: -0.6,
  case: -0.8,
  asserted: -0.5,
  dated: -1.3,
  gets: -2.3,
  now: -0.5,
  nowSelf: -0.8,
  asks: -0.8,
  asksHelp: -0.3,
  greets: -0.4,
  signed: -1.5,
  chat: -1.4,
  emphasis: -1.7,
  hour: -0.9,
  lastFails: -0.7,
  counted: -1.2,
  state: -0.6,
  long: -0.4,
  level: -0.8,
  classed: -0.3,
  reply: -1.1,
  number: -1,
  address: -0.6,
  host: -0.9,
  hostPort: -1.2,
  prompt: -1,
};
const base = -0.5;

/** What a text of several sentences, or of many kinds of failure, has whatever it is. */
const ofLength: ReadonlySet<string> = new Set(['several', 'kinds', 'codes', 'figures', 'pairsOfReplies']);

/** Of a description: so much evidence in all, so much beside the length, in so many letters at least. */
const [leastScore, leastEvidence, leastLength] = [2, 0.5, 80];
/** More of it where somebody tells of their own, and where a state or a count of theirs is shown. */
const [leastScoreTold, leastScoreOfState] = [2.6, 3.2];
const [mostLines, mostUnits, shortest, longest] = [60, 120, 60, 8000];

/** The length of a text, in which a sign of a script without blanks counts for two letters. */
const widthOf = (text: string): number =>
  text.length + (text.match(/[\u3041-\u30ff\u4e00-\u9fff\uac00-\ud7af]/gu)?.length ?? 0);

/** How a text was judged. */
export interface Genre {
  /** For a description above zero, for a report below. */
  score: number;
  isDescription: boolean;
  /** What was found, the weightiest first. */
  evidence: readonly (readonly [name: string, weight: number])[];
}

/** The genre of a text, or null where it is too short, too long or holds a piece of a run. */
export function genreOf(texts: readonly string[]): Genre | null {
  const lines = texts.filter((line) => line.trim() !== '');
  const text = lines.join('\n');
  if (lines.length === 0 || lines.length > mostLines || text.length < shortest || text.length > longest)
    return null;
  if (holdsLive(lines) && !isExercise(text)) return null;
  const found = { ...signsOf(lines), ...formsOf(lines, text), ...layoutOf(lines, text) };
  const evidence = Object.entries(weights)
    .map(([name, weight]) => [name, weight * found[name as SignOfGenre]] as const)
    .filter(([, weight]) => weight !== 0)
    .sort(([, one], [, other]) => Math.abs(other) - Math.abs(one));
  const score = evidence.reduce((sum, [, weight]) => sum + weight, base);
  const beside = evidence.reduce(
    (sum, [name, weight]) => sum + (weight > 0 && !ofLength.has(name) ? weight : 0),
    0,
  );
  // Who asks what something means may have it.
  const isAsked = found.several === 0 && found.asks > 0;
  const isOfState = found.counted + found.state > 0;
  const least = isOfState ? leastScoreOfState : found.told > 0 ? leastScoreTold : leastScore;
  const isSure = beside >= leastEvidence && score >= least && widthOf(text) >= leastLength;
  return { score, isDescription: !isAsked && isSure, evidence };
}

/** Whether a text surely reports: people speak in turn, or somebody tells of their own, and hardly anything in it describes. */
export function isReport(texts: readonly string[]): boolean {
  if (isChat(texts.filter((line) => line.trim() !== '')) && isOfSelf(texts.join('\n'))) return true;
  const genre = genreOf(texts);
  return genre !== null && genre.score <= mostReport && genre.evidence.some(([name]) => ofSomebody.has(name));
}
const mostReport = -0.6;
const ofSomebody: ReadonlySet<string> = new Set(['nowSelf', 'gets', 'greets']);

/** Whether a text describes failures, and reports none. */
export const isDescription = (texts: readonly string[]): boolean => genreOf(texts)?.isDescription === true;
