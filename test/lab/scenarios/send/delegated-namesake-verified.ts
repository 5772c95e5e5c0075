import { scenario } from '../../scenario.ts';

export default scenario({
  title:
    'The identity of another account, and a verified namesake in this one: the namesake is no proof of it',
  command: ['--source-arn', 'arn:aws:ses:eu-west-1:444455556666:identity/example.com'],
  expect: {
    exitCode: 0,
    codes: [],
    statuses: { 'identity example.com': 'skipped', 'dkim example.com': 'skipped' },
  },
});
