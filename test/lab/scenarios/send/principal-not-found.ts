import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The name of the role is misspelt: whether it may send was not looked at, and that is said',
  command: [
    '--only',
    'send*',
    '--identity',
    'example.com',
    '--principal',
    'arn:aws:iam::111122223333:role/mialer',
  ],
  expect: { exitCode: 3, codes: ['send/principal-not-found'] },
});
