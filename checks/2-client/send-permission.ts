import { grouped } from '../../src/model/many.ts';
import {
  contextOf,
  type Decision,
  type OtherPermission,
  otherPermissions,
  type Permission,
  permission,
  withoutSession,
} from '../../src/facts/permission.ts';
import { target } from '../../src/facts/target.ts';
import {
  defineCheck,
  notApplicable,
  type NotApplicable,
  notSeen,
  type Occurrence,
  type Refutation,
  type Unanswered,
} from '../../src/model/check.ts';
import type { Target } from '../../src/model/target.ts';
import type { Answer, Why } from '../../src/model/unavailable.ts';
import { parseArn } from '../../src/parse/arn.ts';
import { type Denied, flags, list, sendPermissionProblems } from './send-permission.words.ts';

export default defineCheck({
  id: 'send-permission',
  title: 'Permissions of the principal',
  why: 'SES checks the identity, the configuration set and the template of every send against the policies of who sends.',
  per: 'identity',
  needs: { target },
  enrichment: { permission, others: otherPermissions },

  problems: sendPermissionProblems,

  settles: ({ target, permission: known }, sender) => {
    if (!known.ok || !seesAll(target)) return [];
    const { principal, decisions, owner, identityHasPolicies } = known.value;
    if (!isOfText(target, principal)) return [];
    const open = decisions.some(({ decision, missing }) => decision !== 'allowed' || missing.length > 0);
    if (decisions.length === 0 || open || owner !== undefined || identityHasPolicies) return [];
    const resources = decisions.map(
      ({ resource }) => parseArn(resource)?.resource.split('/').slice(1).join('/') ?? '',
    );
    const asked = new Set(decisions.map(({ action }) => action.toLowerCase()));
    const told = target.symptom?.candidates.filter(({ code }) => code === 'send/access-denied') ?? [];
    // What IAM says of sending tells nothing of an action that it was not asked about.
    if (told.some(({ data: { action } }) => action !== undefined && !asked.has(action.toLowerCase())))
      return [];
    const of = ofPrincipal(target);
    return [sender, ...new Set(resources)].map((subject) => ({ code: 'send/access-denied', subject, of }));
  },

  evaluate({ target, permission: known, others }, sender) {
    const first = ofFirst(target, known, sender);
    const beside = (others.ok ? others.value : []).flatMap((one) => ofOther(target, one, sender));
    // Of the first nothing is known: what is known of another earns no tick.
    if (!('notApplicable' in first) && (known.ok || first.length > 0 || beside.length === 0))
      return [...first, ...beside];
    // What the first may do was not seen: that another may earns no tick.
    if (beside.some((one) => 'problem' in one)) return beside;
    return 'notApplicable' in first || known.ok ? first : notSeen(known.why.message, []);
  },

  observed({ permission: known }) {
    if (!known.ok) return null;
    const allowed = known.value.decisions.filter(({ decision }) => decision === 'allowed');
    const all = known.value.decisions.length;
    const open = [...new Set(allowed.flatMap(({ missing }) => missing))];
    const { principal, owner } = known.value;
    return `${principal}: ${grouped(allowed.length)} of ${grouped(all)} allowed${owner === undefined ? '' : ` by its own policies, with which the account ${owner} has to agree`}${open.length === 0 ? '' : `, whatever ${list(open)} may change`}`;
  },
});

type Found = Occurrence<typeof sendPermissionProblems> | Unanswered | Refutation;

/** What IAM says of the principal of `--principal`, or of the first that a text names. */
function ofFirst(
  target: Target,
  known: Answer<Permission>,
  sender: string,
): readonly Found[] | NotApplicable {
  if (!known.ok) {
    const named = namedByFlag(target);
    if (known.why.reason !== 'not-found') return open(known.why, named);
    // Who sends with the identity of another account is of one of the two, and the owner's policy answers for both.
    return named === null || target.sourceArn !== undefined
      ? []
      : [{ problem: 'send/principal-not-found', data: { principal: named } }];
  }
  const { decisions } = known.value;
  const typed = namedByFlag(target) !== null;
  if (decisions.length === 0) {
    const nothing = 'IAM decided nothing about this principal';
    return typed ? [noDecision(nothing, true)] : notApplicable(nothing);
  }
  const found = deniedTo(target, known.value, sender, ofPrincipal(target));
  const allowed = allowedOfText(target, known.value);
  // That one of the two ways is closed is mostly meant so, and said once.
  const [first] = found.filter(({ data }) => data.inPart);
  const shown = found.filter((one) => !one.data.inPart || one === first);
  const missed = [...undecided(decisions, typed), ...(found.length > 0 ? [] : hanging(decisions))];
  const [one] = missed;
  if (shown.length > 0 || one === undefined || one.counts) return [...shown, ...missed, ...allowed];
  return notSeen(one.unanswered.message, missed);
}

/** What of the sends is denied to one principal, a finding each resource. */
function deniedTo(
  target: Target,
  { principal, decisions, identityHasPolicies, owner }: Permission,
  sender: string,
  whose: { principal?: readonly string[] },
) {
  const { region, smtp } = target;
  return [...new Set(decisions.map(({ resource }) => resource))].flatMap((resource) => {
    const of = decisions.filter((one) => one.resource === resource);
    const denied = of.filter(isDenied);
    if (denied.length === 0) return [];
    const data = {
      ...{ region, sender, principal, resource },
      actions: denied.map(({ action }) => action),
      inPart: denied.length < of.length,
      explicit: denied.every(({ decision }) => decision === 'explicit-deny'),
      policy: denied.find(({ policy }) => policy !== null)?.policy ?? null,
      missing: [...new Set(denied.flatMap(({ missing }) => missing))],
      mayBeAllowed: identityHasPolicies === true && isIdentity(resource),
      smtp: smtp.evident,
      context: contextOf(sender, target),
      ...byOf(denied),
      ...(isTold(target, principal, resource, denied) && { told: true as const }),
      ...(owner !== undefined && denied.some(({ ownerUnseen }) => ownerUnseen === true) && { owner }),
    };
    const [kind, ...name] = (parseArn(resource)?.resource ?? '').split('/');
    const subject = kind === 'identity' || name.length === 0 ? sender : name.join('/');
    const part = { action: data.actions, ...whose };
    return [{ problem: 'send/access-denied' as const, data, subject, of: part }];
  });
}

/** Whether a text tells of this very refusal. */
const isTold = (
  { symptom }: Target,
  principal: string,
  resource: string,
  denied: readonly Decision[],
): boolean =>
  symptom?.candidates.some(
    ({ code, data }) =>
      code === 'send/access-denied' &&
      data['resource'] === resource &&
      denied.some(({ action }) => action.toLowerCase() === data['action']?.toLowerCase()) &&
      isActor(data['principal'] ?? symptom.names.principal, principal),
  ) ?? false;

/** What IAM says of another principal of the text: what denies it, or that it is allowed by now. */
function ofOther(target: Target, { named, answer }: OtherPermission, sender: string): readonly Found[] {
  if (!answer.ok) return [];
  const whose = { principal: named };
  const found = deniedTo(target, answer.value, sender, whose);
  const whole = found.filter(({ data }) => !data.inPart);
  return [...(whole.length > 0 ? whole : found.slice(0, 1)), ...allowedTo(target, answer.value, whose)];
}

/** Who was asked about is who the text says was refused; IAM knows the role of a session. */
const isOfText = ({ symptom }: Target, principal: string): boolean =>
  isActor(symptom?.names.principal ?? null, principal);

function isActor(named: string | null, principal: string): boolean {
  if (named === null || named === principal) return named !== null;
  const of = parseArn(named);
  const [kind, role] = of?.resource.split('/') ?? [];
  const asked = parseArn(principal);
  return (
    kind === 'assumed-role' &&
    asked?.account === of?.account &&
    asked?.resource.startsWith('role/') === true &&
    asked.resource.endsWith(`/${role ?? ''}`)
  );
}

/** Where a text names several who were denied, IAM was asked about the first of them. */
function ofPrincipal({ symptom }: Target): { principal?: readonly string[] } {
  const first = symptom?.names.principal ?? null;
  if (first === null) return {};
  const all = (symptom?.candidates ?? []).flatMap(({ data: { principal } }) => principal ?? []);
  const same = all.filter((one) => withoutSession(one) === withoutSession(first));
  return same.length === all.length ? {} : { principal: [first, ...same] };
}

/** What denied is nothing that IAM leaves aside when it is asked about a principal: an organization, a session, an endpoint. */
const seesAll = ({ symptom }: Target): boolean =>
  symptom?.candidates.every(
    ({ code, quote }) =>
      code !== 'send/access-denied' ||
      !/service control|session|boundary|resource-based|endpoint/i.test(quote),
  ) ?? false;

/** An action that a text says was refused, and that IAM allows now, whatever it says of another action. */
function allowedOfText(target: Target, known: Permission): readonly Refutation[] {
  return isOfText(target, known.principal) ? allowedTo(target, known, ofPrincipal(target)) : [];
}

/** The same of one whom the text names. */
function allowedTo(
  target: Target,
  { principal, decisions, owner, identityHasPolicies }: Permission,
  whose: { principal?: readonly string[] },
): readonly Refutation[] {
  if (!seesAll(target) || owner !== undefined || identityHasPolicies) return [];
  return (target.symptom?.candidates ?? []).flatMap(({ code, subject, data }) => {
    const { action, resource } = data;
    if (code !== 'send/access-denied' || action === undefined) return [];
    if (whose.principal?.includes(data['principal'] ?? '') === false) return [];
    const of = decisions.filter(
      (one) =>
        one.action.toLowerCase() === action.toLowerCase() &&
        (resource === undefined || one.resource === resource),
    );
    if (of.length === 0 || of.some(({ decision, missing }) => decision !== 'allowed' || missing.length > 0))
      return [];
    const because = `IAM allows ${action} to ${principal} on ${list([...new Set(of.map((one) => one.resource))])}`;
    return [{ refutes: code, subject, because, of: { action: [action], ...whose } }];
  });
}

/** A principal that was typed, and is not only named by a symptom. */
const namedByFlag = ({ principal, symptom }: Target): string | null =>
  principal === (symptom?.names.principal ?? null) ? null : principal;

/**
 * Why there is no answer. It counts about a principal that was typed: it was typed for this one question, and a tick
 * would say yes to it. Of a world that was left alone nothing was asked.
 */
function open(why: Why, named: string | null): readonly Unanswered[] {
  if (named === null) return [];
  // What IAM cannot be asked about gets no answer, whoever asks.
  const reason = why.reason === 'not-asked' ? 'refused' : why.reason;
  return [{ unanswered: { ...why, reason }, counts: true }];
}

/** Where all that is denied is denied by it. */
function byOf(denied: readonly Decision[]): Pick<Denied, 'by'> {
  const [by] = denied.flatMap((one) => one.by ?? []);
  return by !== undefined && denied.every((one) => one.by === by) ? { by } : {};
}

const isIdentity = (arn: string): boolean => parseArn(arn)?.resource.startsWith('identity/') === true;

/** A decision in a word that this version does not know is neither a yes nor a no. */
const undecided = (decisions: readonly Decision[], counts: boolean): readonly Unanswered[] =>
  decisions
    .filter(({ decision }) => decision === 'unknown')
    .map(({ action, resource }) =>
      noDecision(`IAM answered neither allowed nor denied for ${action} on ${resource}`, counts),
    );

/**
 * What IAM allows without the value of a send that a statement asks for: that may be one that denies ("IAM JSON policy
 * elements: Condition operators"), and nobody says.
 */
function hanging(decisions: readonly Decision[]): readonly Unanswered[] {
  const keys = [...new Set(decisions.flatMap(({ missing }) => missing))].filter(
    (key) => flags[key.toLowerCase()] !== undefined,
  );
  const [first] = keys;
  if (first === undefined) return [];
  return [
    noDecision(
      `IAM allows it without ${list(keys)}, for which a policy asks; ${flags[first.toLowerCase()] ?? ''} would tell for a send`,
      false,
    ),
  ];
}

const noDecision = (message: string, counts: boolean): Unanswered => ({
  unanswered: {
    ...{ reason: 'bad-reply', message, question: 'iam:SimulatePrincipalPolicy' },
    ...{ action: null, region: null, detail: {} },
  },
  counts,
});

const isDenied = ({ decision }: Decision): boolean =>
  decision === 'explicit-deny' || decision === 'implicit-deny';
