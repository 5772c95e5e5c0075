import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A set that looks at the list of a tenant, and nobody said which tenant',
  world({ region }) {
    region.configurationSets['per-tenant'] = {
      ...region.configurationSets['transactional'],
      SuppressionOptions: { SuppressionScope: 'TENANT' },
    };
  },
  command: [
    ...['--identity', 'example.com', '--recipient', 'someone@receiver.example'],
    ...['--configuration-set', 'per-tenant'],
  ],
  expect: {
    exitCode: 3,
    codes: [],
    statuses: { suppression: 'unknown' },
    notCodes: ['suppression/global-not-queryable'],
  },
});
