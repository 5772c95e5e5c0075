import { scenario } from '../../scenario.ts';

const daysAgo = (days: number): Date => new Date(Date.now() - days * 86_400_000);

export default scenario({
  title: 'An import failed, and a second one did not',
  world({ region }) {
    region.importJobs = [
      {
        JobId: 'job-1',
        ImportDestination: { SuppressionListDestination: { SuppressionListImportAction: 'PUT' } },
        JobStatus: 'FAILED',
        CreatedTimestamp: daysAgo(3),
      },
      {
        JobId: 'job-2',
        ImportDestination: { SuppressionListDestination: { SuppressionListImportAction: 'PUT' } },
        JobStatus: 'COMPLETED',
        CreatedTimestamp: daysAgo(2),
        ProcessedRecordsCount: 4000,
        FailedRecordsCount: 0,
      },
    ];
  },
  command: ['--only', 'suppression', '--identity', 'example.com'],
  expect: { exitCode: 0, codes: [], infos: ['suppression/imported'] },
});
