import { account } from '../facts/account.ts';
import { reputation } from '../facts/reputation.ts';
import type { EndedCheck } from '../engine/run.ts';
import type { FactStore } from '../engine/gather.ts';
import { reputationLimits } from '../knowledge/reputation-limits.ts';
import type { Stage } from '../model/check.ts';
import type { Finding } from '../model/report.ts';
import type { SelectedStage } from '../model/select.ts';
import { answerOf, type Why } from '../model/unavailable.ts';
import type { Standing } from './proof.ts';
import type { TestRequest } from './request.ts';

/** The checks that know what forbids a send. */
const always = [
  'access',
  'access-endpoint',
  'sending',
  'reputation-tenant',
  'identity',
  'configuration-set',
  'send-tenant',
];

/**
 * The stages of the checklist, with the checks that forbid a send. The others are there for their words alone: a refusal
 * of SES may be read as any code.
 */
export function gateStages(
  checklist: readonly Stage[],
  { to, template }: Pick<TestRequest, 'to' | 'template'>,
): readonly SelectedStage[] {
  const ids = new Set([
    ...always,
    ...(to === null ? [] : ['sandbox-recipient', 'suppression']),
    ...(template === null ? [] : ['template', 'template-data']),
  ]);
  return checklist.map(({ id, question, checks }) => ({
    id,
    question,
    checks: checks.map((check) => ({
      check,
      wants: () => true,
      ...(ids.has(check.id) ? {} : { onlyRead: true as const }),
    })),
  }));
}

/** The findings for which SES would refuse the messages, or drop them. */
export const forbidding = (ended: readonly EndedCheck[]): readonly Finding[] =>
  ended.flatMap(({ report: { findings } }) => findings.filter(({ severity }) => severity === 'error'));

/** How the account stands, and why that could not be read in full: what was not read is not in order. */
export async function standingOf(store: FactStore): Promise<{ standing: Standing; unread: Why | null }> {
  const [settings, rates] = await Promise.all([
    answerOf(store.read(account, null)),
    answerOf(store.read(reputation, null)),
  ]);
  const last = rates.ok && rates.value.complaint.ok ? rates.value.complaint.value.at(-1) : undefined;
  const unread = !settings.ok
    ? settings.why
    : !rates.ok
      ? rates.why
      : rates.value.complaint.ok
        ? null
        : rates.value.complaint.why;
  const standing = {
    underReview: settings.ok && settings.value.enforcement === 'PROBATION',
    complaints: last !== undefined && last.rate >= reputationLimits.complaint.review ? last.rate : null,
  };
  return { standing, unread };
}
