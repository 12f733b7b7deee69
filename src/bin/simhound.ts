#!/usr/bin/env node
import { main } from '../cli/main.js';

// Whatever is made here is about subscribers: for the owner only, also what DuckDB makes by itself.
process.umask(0o077);

// A reader that goes early, as `head` does, is no error; writers learn of it by their own callbacks.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}
const { stdout, stderr, env } = process;
process.exitCode = await main(process.argv.slice(2), { stdout, stderr, env, cwd: process.cwd() });
