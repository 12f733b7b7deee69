// Loaded into a measured process (--import): leaves its peak memory, in MB, in the file named by BENCH_PEAK.
import { writeFileSync } from 'node:fs';

process.on('exit', () =>
  writeFileSync(process.env.BENCH_PEAK, String(process.resourceUsage().maxRSS / 1024)),
);
