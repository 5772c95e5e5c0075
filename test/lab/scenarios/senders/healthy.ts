import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'Nothing is named, and the only domain of the account is in order',
  command: [],
  expect: {
    exitCode: 0,
    codes: [],
    notCodes: ['identity/none-given', 'identity/cannot-send'],
    statuses: { 'dkim-records example.com': 'pass', 'identity-list': 'pass' },
  },
});
