import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'gmial.com in place of gmail.com',
  command: ['--recipient', 'someone@gmial.com'],
  expect: {
    exitCode: 1,
    codes: ['recipient/domain-not-found', 'recipient/probable-typo'],
    causes: ['recipient/probable-typo'],
  },
});
