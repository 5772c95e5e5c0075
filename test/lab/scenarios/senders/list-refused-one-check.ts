import { scenario } from '../../scenario.ts';

export default scenario({
  title:
    'Nothing is named, the list of identities may not be read, and one check of senders is asked for beside others',
  world({ aws }) {
    aws.faults = [{ op: 'ListEmailIdentities', kind: 'deny' }];
  },
  command: ['--only', 'sending', '--only', 'dkim-records'],
  expect: { exitCode: 3, codes: [], statuses: { sending: 'pass', 'dkim-records': 'unknown' } },
});
