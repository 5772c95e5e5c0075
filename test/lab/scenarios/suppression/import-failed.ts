import { scenario } from '../../scenario.ts';

const daysAgo = (days: number): Date => new Date(Date.now() - days * 86_400_000);

export default scenario({
  title: 'Addresses that were to be removed from the list are still there',
  world({ region }) {
    region.importJobs = [
      {
        JobId: 'job-1',
        ImportDestination: { SuppressionListDestination: { SuppressionListImportAction: 'DELETE' } },
        JobStatus: 'FAILED',
        CreatedTimestamp: daysAgo(3),
        ProcessedRecordsCount: 120,
        FailedRecordsCount: 120,
      },
    ];
  },
  command: ['--only', 'suppression', '--identity', 'example.com'],
  expect: { exitCode: 0, codes: ['suppression/import-failed'] },
});
