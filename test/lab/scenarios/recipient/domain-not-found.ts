import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A domain that does not exist',
  command: ['--recipient', 'someone@gone.example'],
  expect: { exitCode: 1, codes: ['recipient/domain-not-found'] },
});
