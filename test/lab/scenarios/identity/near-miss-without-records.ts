import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A mistyped domain has no records in the DNS, which is no trouble of its own',
  command: ['--identity', 'exmaple.com'],
  expect: {
    exitCode: 1,
    codes: ['identity/near-miss', 'identity/domain-takes-no-mail', 'identity/not-found', 'dmarc/missing'],
    causes: ['identity/near-miss'],
  },
});
