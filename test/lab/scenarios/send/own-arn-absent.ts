import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The ARN is of this account, which has no such identity',
  world({ region }) {
    delete region.identities['example.com'];
  },
  command: [
    ...['--source-arn', 'arn:aws:ses:eu-west-1:111122223333:identity/example.com', '--only', 'identity'],
  ],
  expect: { exitCode: 1, codes: ['identity/not-found'] },
});
