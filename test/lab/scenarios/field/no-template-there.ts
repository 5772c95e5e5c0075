import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The templates were made in another Region than the function runs in',
  command: ['explain', '--file', 'error.txt'],
  files: { 'error.txt': 'TemplateDoesNotExistException: Template welcome-v2 does not exist.' },
  expect: { exitCode: 1, firstCause: 'template/not-found' },
});
