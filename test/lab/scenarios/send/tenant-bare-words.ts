import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'Only the words of SES about a tenant, without the error around them',
  command: ['explain', '-'],
  files: { '-': 'Tenant not associated with resources\n' },
  expect: { exitCode: 1, codes: ['send/tenant'] },
});
