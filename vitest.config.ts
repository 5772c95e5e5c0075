import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // No test changes what another one sees, so that each module is loaded once and not once for each of the files.
    // Processes, not threads: Node 20 aborts when a thread ends while a UDP answer is on its way.
    pool: 'forks',
    isolate: false,
    // Vitest leaves one core free, which is one of two where this is built.
    maxWorkers: 2,
    env: {
      // Nothing that runs here may look for credentials on the machine.
      AWS_EC2_METADATA_DISABLED: 'true',
      // The SDK's notice about Node 20 is for whoever builds this program.
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    },
    // For what hangs; a machine that is ten times slower passes too.
    testTimeout: 180_000,
    hookTimeout: 360_000,
  },
});
