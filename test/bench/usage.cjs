/* Loaded before a program that is measured: leaves what it used, as the kernel counts it, in the file BENCH_USAGE names. */
'use strict';
process.on('exit', () => {
  const { user, system } = process.cpuUsage();
  const usage = { cpuMs: (user + system) / 1000, megabytes: process.resourceUsage().maxRSS / 1024 };
  require('node:fs').writeFileSync(process.env.BENCH_USAGE, JSON.stringify(usage));
});
