import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'Nothing is named, and the list of identities may not be read',
  world({ aws }) {
    aws.faults = [{ op: 'ListEmailIdentities', kind: 'deny' }];
  },
  command: ['--only', 'identity*', '--only', 'dkim*'],
  expect: {
    exitCode: 3,
    codes: [],
    statuses: { 'identity-list': 'unknown', identity: 'unknown', 'dkim-records': 'unknown' },
  },
});
