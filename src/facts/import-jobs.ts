import type { AwsReply } from '../model/aws-replies.ts';
import { defineFact } from '../model/fact.ts';
import { collectPages, type Pages } from './pages.ts';

/** An import of addresses: into the suppression list, out of it, or into a contact list. */
export interface ImportJob {
  id: string;
  list: 'suppression' | 'contacts' | 'other';
  /** `PUT` adds, `DELETE` removes; null when SES does not say. */
  action: string | null;
  /** `CREATED`, `PROCESSING`, `COMPLETED` or `FAILED`; null when SES does not say. */
  status: string | null;
  /** ISO 8601, or null. */
  createdAt: string | null;
  /** Addresses that were worked off, and those among them that failed; null when SES does not say. */
  processed: number | null;
  failed: number | null;
}

/** The import jobs of this Region that SES still lists, a thousand at most. */
export const importJobs = defineFact({
  id: 'import-jobs',
  title: 'the import jobs',
  actions: ['ses:ListImportJobs'],
  gather: ({ aws, signal }): Promise<Pages<ImportJob>> =>
    collectPages({
      signal,
      limit: 1000,
      ask: async (token) => {
        const reply = await aws('ses:ListImportJobs', { ...(token !== undefined && { NextToken: token }) });
        return { items: reply.ImportJobs.map(jobFrom), next: reply.NextToken };
      },
    }),
});

function jobFrom(job: AwsReply<'ses:ListImportJobs'>['ImportJobs'][number]): ImportJob {
  const suppression = job.ImportDestination?.SuppressionListDestination;
  const contacts = job.ImportDestination?.ContactListDestination;
  return {
    id: job.JobId,
    list: suppression !== undefined ? 'suppression' : contacts !== undefined ? 'contacts' : 'other',
    action: suppression?.SuppressionListImportAction ?? contacts?.ContactListImportAction ?? null,
    status: job.JobStatus ?? null,
    createdAt: job.CreatedTimestamp?.toISOString() ?? null,
    processed: job.ProcessedRecordsCount ?? null,
    failed: job.FailedRecordsCount ?? null,
  };
}
