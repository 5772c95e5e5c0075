import { grouped } from '../../src/model/many.ts';
import { type ImportJob, importJobs } from '../../src/facts/import-jobs.ts';
import { takenAt } from '../../src/facts/taken-at.ts';
import { target } from '../../src/facts/target.ts';
import { apiPage, guide, pagesFor } from '../../src/knowledge/ses-pages.ts';
import { defineCheck, notApplicable, notKnown, notSeen, problem } from '../../src/model/check.ts';
import { valueOr } from '../../src/model/unavailable.ts';
import { command } from '../../src/render/paste/paste.ts';

interface Imported {
  region: string | null;
  job: ImportJob;
}

/** Older jobs have been noticed, or no longer matter. */
const recentDays = 30;
const day = 86_400_000;

const date = ({ createdAt }: ImportJob): string => createdAt?.slice(0, 10) ?? 'an unknown day';

const listName = ({ list }: ImportJob): string =>
  list === 'suppression' ? 'suppression list' : list === 'contacts' ? 'contact list' : 'list';

/** All of them, where SES says FAILED and no more. */
const failedOf = ({ failed, processed }: ImportJob): string =>
  failed === null || failed === 0
    ? 'failed'
    : `failed for ${grouped(failed)}${processed === null || processed < failed ? '' : ` of ${grouped(processed)}`} addresses`;

/** How many it took: those that failed are among those that it went through. */
const putBy = ({ processed, failed }: ImportJob): string | null =>
  processed === null ? null : grouped(processed - (failed ?? 0));

export default defineCheck({
  id: 'suppression-imports',
  title: 'Imports of addresses',
  why: 'An import into the suppression list stops mail to all of its addresses at once; one that failed leaves them as they were.',
  needs: { target, takenAt },
  enrichment: { importJobs },

  problems: {
    'suppression/import-failed': problem<Imported>({
      severity: 'warning',
      summary: ({ job }) => `The import into the ${listName(job)} of ${date(job)} ${failedOf(job)}.`,
      impact: ({ job: { list, action } }) =>
        list === 'contacts'
          ? 'Contacts and their choices are missing, so that mail goes to people who opted out, or not to those who opted in.'
          : action === 'DELETE'
            ? 'Addresses that should have been removed from the suppression list still get no mail.'
            : 'Addresses that should have been suppressed still get mail, and their bounces count.',
      evidence: ({ job }) => [
        {
          what: `import job ${job.id}`,
          expected: 'COMPLETED, 0 failed',
          actual: `${job.status ?? 'no status'}, ${job.failed === null ? 'unknown' : grouped(job.failed)} failed`,
          source: 'ses:ListImportJobs',
        },
      ],
      fix: ({ job, region }) => [
        {
          text: 'Read why (FailureInfo names a file with the addresses that failed), correct the file, and import it again.',
          owner: 'you',
          command: command`aws sesv2 get-import-job --job-id ${job.id} --region ${region}`,
        },
      ],
      references: ({ region, job: { list } }) =>
        list === 'contacts'
          ? [guide('sending-email-list-management'), apiPage('GetImportJob')]
          : pagesFor(
              region,
              '#/suppression-list',
              guide('sending-email-suppression-list'),
              apiPage('GetImportJob'),
            ),
    }),

    'suppression/imported': problem<Imported>({
      severity: 'info',
      summary: ({ job }) =>
        `An import of ${date(job)} put ${putBy(job) ?? 'some'} addresses on the suppression list.`,
      impact: 'SES accepts mail to them and delivers none, whether they ever bounced or not.',
      evidence: ({ job }) => [
        {
          what: `import job ${job.id}`,
          expected: null,
          actual: `${putBy(job) ?? 'unknown how many'} addresses`,
          source: 'ses:ListImportJobs',
        },
      ],
      fix: ({ job, region }) => [
        {
          text: 'If that was not intended, import the same file once more with the action DELETE.',
          owner: 'you',
          command: command`aws sesv2 get-import-job --job-id ${job.id} --region ${region}`,
        },
      ],
      references: ({ region }) =>
        pagesFor(region, '#/suppression-list', guide('sending-email-suppression-list')),
    }),
  },

  evaluate({ target: { region }, takenAt, importJobs: jobs }) {
    if (!jobs.ok) return [];
    const since = Date.parse(takenAt) - recentDays * day;
    const recent = jobs.value.items
      .filter(({ createdAt }) => createdAt !== null && Date.parse(createdAt) >= since)
      .toSorted((one, other) => ((one.createdAt ?? '') < (other.createdAt ?? '') ? 1 : -1));
    if (recent.length === 0)
      return notApplicable(`nothing was imported in the last ${grouped(recentDays)} days`);
    const failed = recent.filter((job) => hasFailed(job) && !isRepeated(job, recent));
    const filled = recent.filter(
      ({ list, action, status, processed, failed: lost }) =>
        list === 'suppression' &&
        action === 'PUT' &&
        status === 'COMPLETED' &&
        (processed ?? 0) > (lost ?? 0),
    );
    const odd = recent.flatMap(({ id, status, action }) => [
      ...(status === null || ['CREATED', 'PROCESSING', 'COMPLETED', 'FAILED'].includes(status)
        ? []
        : [notKnown(`the status of the import ${id}`, status, 'ses:ListImportJobs', false)]),
      ...(action === null || action === 'PUT' || action === 'DELETE'
        ? []
        : [notKnown(`the action of the import ${id}`, action, 'ses:ListImportJobs', false)]),
    ]);
    const [first] = odd;
    if (first !== undefined && failed.length + filled.length === 0)
      return notSeen(first.unanswered.message, odd);
    return [
      ...odd,
      ...failed.slice(0, 3).map((job) => ({
        problem: 'suppression/import-failed' as const,
        data: { region, job },
        subject: job.id,
      })),
      ...filled
        .slice(0, 3)
        .map((job) => ({ problem: 'suppression/imported' as const, data: { region, job }, subject: job.id })),
    ];
  },

  observed({ importJobs: jobs }) {
    const count = valueOr(jobs, null)?.items.length ?? 0;
    return count === 0 ? null : `${grouped(count)} ${count === 1 ? 'import' : 'imports'}`;
  },
});

const hasFailed = ({ status, failed }: ImportJob): boolean => status === 'FAILED' || (failed ?? 0) > 0;

/** A later import of the same kind went through: somebody has put it right. */
const isRepeated = (job: ImportJob, all: readonly ImportJob[]): boolean =>
  all.some(
    (later) =>
      later.list === job.list &&
      later.action === job.action &&
      later.status === 'COMPLETED' &&
      !hasFailed(later) &&
      (later.createdAt ?? '') > (job.createdAt ?? ''),
  );
