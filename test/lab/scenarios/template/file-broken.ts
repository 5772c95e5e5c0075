import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A template file that is no JSON',
  command: ['--only', 'template', '--no-aws', '--template-file', 'welcome.json'],
  files: { 'welcome.json': '{"Subject": "Hi", }' },
  expect: { exitCode: 1, codes: ['template/syntax-error'] },
});
