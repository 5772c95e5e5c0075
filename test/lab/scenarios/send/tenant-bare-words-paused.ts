import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'Only the words of SES about a paused tenant: it is called paused, and not without associations',
  command: ['explain', '-'],
  files: { '-': 'Sending paused for tenant acme\n' },
  expect: { exitCode: 1, codes: ['reputation/tenant-paused'] },
});
