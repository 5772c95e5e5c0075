import type { CheckReport, ExtraReport, Finding, Report } from '../model/report.ts';
import { adviceFor, extraLine, stepLine } from './words.ts';
import { alternativesIn } from '../engine/alternatives.ts';
import { causesIn } from './causes.ts';
import { failureNaming } from './failures.ts';
import { isLink, safe, safeJson } from './safe.ts';

const levels = { error: 'error', warning: 'warning', info: 'none', unknown: 'none' } as const;
/** SARIF 2.1.0, 3.27.9: `open` means that the tool could not decide; any kind but `fail` goes with level `none`. */
const kinds = { error: 'fail', warning: 'fail', info: 'informational', unknown: 'open' } as const;

/** The report as SARIF 2.1.0. JSON escapes what came from outside; nothing of it is Markdown here. */
export function renderSarif(report: Report): string {
  const checks = report.stages.flatMap((stage) => stage.checks);
  const findings = checks.flatMap((check) => check.findings);
  const causes = new Set(causesIn(report).map(({ finding }) => finding));
  const alternatives = alternativesIn(report);
  const failureOf = failureNaming(report);
  const rules = [...new Map(findings.map((finding) => [finding.code, finding])).values()];
  const ruleIndex = new Map(rules.map(({ code }, index) => [code, index]));
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: { name: 'ses-doctor', semanticVersion: report.tool.version, rules: rules.map(ruleOf) },
        },
        invocations: [
          {
            executionSuccessful: report.lookedAt && (report.exitCode === 0 || report.exitCode === 1),
            exitCode: report.exitCode,
            endTimeUtc: report.takenAt,
            toolExecutionNotifications: [
              ...nothingLookedAt(report),
              ...checks.flatMap(notificationsOf),
              ...report.extras.map(noteOf),
            ],
          },
        ],
        results: findings.map((finding) =>
          resultOf(finding, ruleIndex.get(finding.code) ?? -1, {
            cause: causes.has(finding),
            failure: failureOf(finding),
            likelier: alternatives.get(finding) ?? null,
          }),
        ),
        properties: {
          verdict: report.verdict,
          causes: report.causes,
          refuted: report.refuted.map(({ code, because }) => ({ code, because })),
          notes: report.notes,
        },
      },
    ],
  };
  return `${safeJson(log, 2)}\n`;
}

/** A message without placeholders (SARIF 2.1.0, 3.11.5) and links (3.11.6): what came from outside writes neither. */
const messageOf = (text: string): { text: string } => ({
  text: text
    .replaceAll(/[{}]/g, (brace) => brace + brace)
    .replaceAll(/[\\[\]]/g, (character) => `\\${character}`),
});

const ruleOf = ({ code, severity, impact, references }: Finding): object => ({
  id: code,
  name: code.replaceAll(/(?:^|[/-])([a-z0-9])/g, (_match, letter: string) => letter.toUpperCase()),
  shortDescription: { text: code },
  fullDescription: messageOf(impact === '' ? code : impact),
  defaultConfiguration: { level: levels[severity] },
  ...(references[0] === undefined || !isLink(references[0]) ? {} : { helpUri: references[0] }),
});

function resultOf(
  finding: Finding,
  ruleIndex: number,
  { cause, failure, likelier }: { cause: boolean; failure: string | null; likelier: Finding | null },
): object {
  const { code, severity, subject, summary, impact, fix, ignored } = finding;
  // A command with braces would have to be written with other braces here: the properties hold it as it is.
  const steps = fix.map(
    (step, index) =>
      `${String(index + 1)}. ${stepLine(/[{}]/.test(step.command ?? '') ? { ...step, command: null } : step)}`,
  );
  const lead = `${failure === null ? '' : `${failure}: `}${likelier === null ? '' : `Or, instead of ${likelier.code}: `}`;
  return {
    ruleId: code,
    ruleIndex,
    // 3.27.9: somebody has to decide which of the explanations of one failure it is.
    kind: likelier === null ? kinds[severity] : 'review',
    level: likelier === null ? levels[severity] : 'none',
    message: messageOf([`${lead}${summary}`, impact, ...steps].filter((text) => text !== '').join('\n')),
    locations: [
      {
        // A finding is about an identity or a host, not about a file; viewers that insist on a file get a stable name.
        physicalLocation: {
          artifactLocation: { uri: `ses/${encodeURIComponent(safe(subject))}` },
          region: { startLine: 1 },
        },
        logicalLocations: [{ fullyQualifiedName: subject, kind: 'resource' }],
      },
    ],
    partialFingerprints: { 'sesDoctorFinding/v1': `${code}:${subject}` },
    ...(ignored === null ? {} : { suppressions: [{ kind: 'external', justification: ignored.reason }] }),
    properties: {
      cause,
      ...(failure === null ? {} : { failure }),
      ...(finding.distinguish === null ? {} : { distinguish: finding.distinguish }),
      evidence: finding.evidence,
      fix,
      explains: finding.explains,
      ...(likelier === null ? {} : { alternativeTo: likelier.code }),
      references: finding.references,
    },
  };
}

const nothingLookedAt = (report: Report): readonly object[] =>
  report.lookedAt
    ? []
    : [{ level: 'error', message: messageOf(`Nothing was looked at. ${adviceFor(report)}`) }];

/** An extra question without an answer: nothing is wrong, and what stands behind it was not seen. */
const noteOf = (extra: ExtraReport): object => ({
  level: 'note',
  message: messageOf(`extra, not answered: ${extraLine(extra)}`),
});

function notificationsOf(check: CheckReport): readonly object[] {
  const { id, title, subject, status, because, unanswered, accepted } = check;
  const about = subject === null ? id : `${id} ${subject}`;
  const crash =
    status === 'crash' ? [{ level: 'error', message: messageOf(`${about}: ${because ?? ''}`) }] : [];
  const open = unanswered
    .filter(({ counts }) => counts)
    .map(({ question, message }) => ({
      level: 'warning',
      message: messageOf(`${about}: not answered: ${question} ${message}`),
    }));
  const left =
    status === 'skipped'
      ? [{ level: 'note', message: messageOf(`${about}: not looked at: ${title}: ${because ?? ''}`) }]
      : [];
  const known =
    accepted === null
      ? []
      : [{ level: 'note', message: messageOf(`${about}: accepted: ${accepted.reason}`) }];
  return [...crash, ...open, ...known, ...left];
}
