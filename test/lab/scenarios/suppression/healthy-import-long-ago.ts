import { scenario } from '../../scenario.ts';

const daysAgo = (days: number): Date => new Date(Date.now() - days * 86_400_000);

export default scenario({
  title: 'An import failed last year',
  world({ region }) {
    region.importJobs = [
      {
        JobId: 'job-1',
        ImportDestination: { SuppressionListDestination: { SuppressionListImportAction: 'PUT' } },
        JobStatus: 'FAILED',
        CreatedTimestamp: daysAgo(300),
      },
    ];
  },
  command: ['--only', 'suppression', '--identity', 'example.com'],
  expect: {
    exitCode: 0,
    codes: [],
    notCodes: ['suppression/import-failed'],
    statuses: { 'suppression-imports': 'skipped' },
  },
});
