import type { About } from '../../src/gate/consequences.ts';
import type { CheckReport, Finding, UnansweredReport } from '../../src/model/report.ts';
import { statusOf } from '../../src/model/status.ts';

/** A finding about `example.com`, or about `subject`. */
export const found = (code: string, severity: Finding['severity'], subject = 'example.com'): Finding => ({
  code,
  severity,
  subject,
  basis: 'live',
  summary: `${code} of ${subject}.`,
  impact: '',
  evidence: [],
  fix: [],
  references: [],
  explains: [],
  distinguish: null,
  counts: true,
  ignored: null,
});

/** A question that counts and has no answer. */
export const missed = (reason: string, question = 'ses:GetAccount'): UnansweredReport => ({
  question,
  reason,
  message: `${question}: ${reason}`,
  action: null,
  counts: true,
});

/** A check with the status that its findings and questions give it. */
export function checkReport(
  id: string,
  { findings = [], unanswered = [] }: Partial<Pick<CheckReport, 'findings' | 'unanswered'>>,
): CheckReport {
  return {
    id,
    title: 'All is well',
    subject: null,
    status: statusOf(findings, unanswered),
    durationMs: 1,
    because: null,
    flag: null,
    observed: null,
    accepted: null,
    gauges: [],
    findings,
    unanswered,
  };
}

/** Every check of these tests finds the codes of its own area, and each is selected. */
export const ownersOf = (code: string): readonly string[] => [code.split('/', 1)[0] ?? ''];

/** A report about no sender in particular. */
export const nobody: About = {
  target: { region: 'eu-west-1', identities: [], recipients: [] },
  refuted: [],
};
