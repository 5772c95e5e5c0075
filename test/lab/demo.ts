import process from 'node:process';
import { demo } from './demonstrate.ts';

// `--list | head` closes the pipe early: that is no failure.
process.stdout.on('error', () => process.exit(0));
process.exitCode = await demo(process.argv.slice(2), {
  stdout: (text) => process.stdout.write(text),
  stderr: (text) => process.stderr.write(text),
});
