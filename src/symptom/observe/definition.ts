import { objectOf, textOf } from '../json.ts';

/**
 * Structured texts that lay down what is to be watched, done, shown or expected: rules of alerts, workflows, cases of tests, catalogues
 * of messages. The failures in them are those that may come. A time, an address on the net, an id of a message: then something came.
 */

/** A key with its value, an item, a section, brackets, a comment. */
const shape =
  /^\s{0,4}(?:\w{2,20} ){1,2}(?:"[\w .-]{1,60}" )?\{\s{0,3}$|^\s{0,60}(?:[-*]\s{1,4})?(?:["']?[A-Za-z_$@][\w$@./ -]{0,60}?["']?\s{0,20}(?:=>|:=|[=:])(?=\s|["'[{(]|$|\w)|msg(?:id|str|ctxt)\b|-\s\S|<(?:string|resources|plurals|item|data|value|trans-unit|source|target|\/)|["'].{1,300}["'],?\s{0,3}$|\[\[?[\w .:"'-]{1,60}\]\]?\s{0,3}$|[\s{}[\](),;]{1,20}$|#|\/\/|;)/u;
/** Keys that only a definition has: Prometheus, GitHub Actions, cases of tests, gettext, handlers of events. */
const defining =
  /^\s{0,20}<string name=|^kind: (?:ConfigMap|Secret|Deployment|StatefulSet|DaemonSet|CronJob|Service|PrometheusRule)\b|^\s{0,60}(?:[-*]\s{1,4})?["']?(?:expr|query|condition|cron|runs-on|uses|steps|jobs|severity|thresholds?|panels|stage|script|allow_failure|AWSTemplateFormatVersion|Resources|widgets|expect(?:ed|s)?|want(?:s|ed)?|msgid|rules|event-?pattern|on_(?!hold)\w{2,30}|if_\w{2,30})["']?\s{0,20}(?:=>|[:=]|\s")/u;
/** The head of a table of cases. */
const headOfCases =
  /^"?[\w ]{1,40}"?(?:[,;\t]"?[\w ]{1,40}"?){0,8}[,;\t]"?expect(?:ed|s)?(?:[_ ]\w{1,20})?"?(?=[,;\t]|$)/iu;
/** What only a run has. */
const happened =
  /\d{4}-\d\d-\d\d[T ]\d\d:\d\d|(?<![\d:])\d\d:\d\d:\d\d|(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])|\b01[\da-f]{10,14}-|\bfiring\b|\bstartsAt\b|\bTraceback \(|\bAn error occurred \(|\bsaid: |\bstatus=|\brequest ?id\b|StateValue\W{1,5}ALARM|^\s{0,20}["']?(?:actual|received|got)["']?\s?:|^\s{0,20}(?:notification|event)Type\b|^\s{0,20}(?:kind:\s{1,3}Event\b|exitCode:)/imu;
/** Keys of a record, which holds what somebody said. */
const ofRecord =
  /^(?:err|errors?|exceptions?|reason|messages?|msg|status|response|reply|result|code|diagnostic\w{0,6}|state|cause|details?|description|title|hint|output|stderr|stdout|subject|body|to|from|recipient)$/iu;
const entry = /^\s{0,20}["']?([A-Za-z][\w.-]{2,80})["']?\s{0,4}[=:]\s{0,4}(\S.{2,300})$/u;
const isSentence = (text: string): boolean =>
  /\S{2} \S{2}/u.test(text) && !/(?<![\d.])[45]\d\d[ -]/u.test(text);
const mostLines = 400;

/** A catalogue: names, each with the sentence that it stands for. */
function isCatalogue(lines: readonly string[]): boolean {
  const filled = lines.filter((line) => !/^[\s{}[\](),;]{1,20}$/u.test(line));
  const entries = filled.map((line) => entry.exec(line));
  const keys = entries.map((one) => one?.[1] ?? '');
  return (
    filled.length > 2 &&
    new Set(keys).size === filled.length &&
    keys.every((key) => /[._]/u.test(key) && !ofRecord.test(key)) &&
    entries.every((one) => isSentence(one?.[2] ?? ''))
  );
}

/** Whether lines, none of them blank, are such a text. */
export function isDefinition(lines: readonly string[]): boolean {
  if (lines.length < 3 || lines.length > mostLines) return false;
  const [head = ''] = lines;
  if (headOfCases.test(head)) return !/\b(?:actual|received|got|result|time|date)\b/iu.test(head);
  if (!lines.some((line) => defining.test(line)) && !isCatalogue(lines)) return false;
  return lines.every((line) => shape.test(line)) && !happened.test(lines.join('\n'));
}

/** Whether a text, of whatever length, is one of these: what stands in it is looked for, and did not come. */
export function isOfRules(text: string): boolean {
  if (text.length >= 20_000) return false;
  const [first = '', ...rest] = text.split('\n').filter((line) => line.trim() !== '');
  return isDefinition(nameOfFile.test(first) ? rest : [first, ...rest]);
}
/** Whoever pastes a file may put its name above. */
const nameOfFile = /^\s{0,4}(?:[#/*-]{1,3}\s)?(?:[\w@.-]{1,60}\/){0,8}[\w@.-]{1,60}\.[a-z]{2,10}:?\s{0,3}$/u;

/** The values of a document that hold no others, each with its key; more than a thousand are not looked at. */
function leavesOf(document: unknown): readonly (readonly [key: string, value: unknown])[] {
  const found: (readonly [string, unknown])[] = [];
  const open: (readonly [string, unknown])[] = [['', document]];
  for (let next = open.pop(); next !== undefined && found.length < 1000; next = open.pop()) {
    const [key, value] = next;
    if (typeof value !== 'object' || value === null) found.push(next);
    else
      for (const [name, inner] of Object.entries(value))
        open.push([Array.isArray(value) ? key : name, inner]);
  }
  return found;
}

/** Names of members at any depth, without recursion, since a document may be as deep as it likes; of 10,000 values at most. */
function namesIn(document: unknown): ReadonlySet<string> {
  const names = new Set<string>();
  const open: unknown[] = [document];
  for (let seen = 0; open.length > 0 && seen < 10_000; seen += 1) {
    const value = open.pop();
    if (typeof value !== 'object' || value === null) continue;
    for (const [name, inner] of Object.entries(value)) {
      if (!Array.isArray(value)) names.add(name);
      open.push(inner);
    }
  }
  return names;
}

/** Whether a document is a catalogue of messages, at any depth. */
export function isCatalogueOf(document: unknown): boolean {
  if (objectOf(document) === null) return false;
  const leaves = leavesOf(document);
  const texts = leaves.map(([, value]) => textOf(value) ?? '');
  const sentences = texts.filter(isSentence).length;
  // Beside sentences stand the words of buttons, where the names say what for.
  const areNamed = leaves.every(([key]) => /^[a-z][\w-]{0,40}(?:\.[\w-]{1,40}){1,6}$/u.test(key));
  return (
    leaves.length > 2 &&
    new Set(leaves.map(([key]) => key)).size > 2 &&
    texts.every((text) => text !== '') &&
    sentences >= (areNamed ? leaves.length / 2 : leaves.length) &&
    leaves.every(([key]) => /^[A-Za-z][\w.-]{1,80}$/u.test(key) && !ofRecord.test(key))
  );
}

/** Names of objects that hold switches, and nothing that happened. */
const ofSwitches = /^(?:feature_?)?(?:flags?|features?|toggles?|switches|experiments?|gates?)$/iu;

/** Members by which a description of an API or of a document names its own form. */
const ofSchema = /^(?:openapi|swagger|asyncapi|\$schema|AWSTemplateFormatVersion)$/u;

/** Whether a document describes an API, or holds switches of a program and nothing else: nothing in it has come. */
export function isOfScheme(document: unknown): boolean {
  const object = objectOf(document);
  if (object === null) return false;
  if (Object.keys(object).some((key) => ofSchema.test(key))) return true;
  if (!Object.keys(object).some((key) => ofSwitches.test(key))) return false;
  return leavesOf(document).every(([, value]) => typeof value === 'boolean' || typeof value === 'number');
}

/** Whether a document defines what is watched: a board of panels, an alarm that has not gone off. */
export function isWatch(document: unknown): boolean {
  const object = objectOf(document);
  if (object === null) return false;
  const keys = namesIn(document);
  const isBoard =
    ['expr', 'promql'].some((key) => keys.has(key)) || 'panels' in object || 'widgets' in object;
  // A filter of CloudWatch Logs counts what its pattern matches.
  const isFilter = keys.has('filterPattern') && [...keys].some((key) => key.startsWith('metric'));
  const isAlarm = keys.has('MetricName') && keys.has('Threshold') && !keys.has('NewStateValue');
  const isMonitor =
    ['query', 'condition', 'filter', 'pattern'].some((key) => keys.has(key)) &&
    ['enabled', 'notify', 'threshold', 'thresholds', 'actions', 'window', 'severity'].some((key) =>
      keys.has(key),
    );
  return (
    (isBoard || isFilter || isAlarm || isMonitor) &&
    !happened.test(JSON.stringify(document).slice(0, 100_000))
  );
}
