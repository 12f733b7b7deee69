import type { Log } from '../log.js';
import type { Advance, Progress, Stage } from '../progress.js';
import type { Colors } from './io.js';
import { plain } from './plain.js';
import type { Screen } from './screen.js';

const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];

/** Often enough to look alive, seldom enough to cost nothing. */
const redrawMs = 120;

/** Stages on a terminal: the one at work at the foot with its rate, the ended ones above with their times. */
export function terminalProgress(screen: Screen, colors: Colors): Progress {
  return {
    stage(name) {
      const clock = new Clock();
      let frame = 0;
      const draw = () => {
        frame = (frame + 1) % frames.length;
        screen.status(`${frames[frame]} ${name}  ${clock.words()}`);
      };
      draw();
      const timer = setInterval(draw, redrawMs);
      // A stage that is never ended must not keep the process alive.
      timer.unref();
      return endOnce(clock, (summary) => {
        clearInterval(timer);
        screen.status('');
        const time = colors.dim(secondsText(clock.seconds()));
        screen.line(
          `${colors.green('✓')} ${colors.bold(name.padEnd(10))} ${plain(summary ?? clock.words())}  ${time}`,
        );
      });
    },
  };
}

/** Stages as log lines: one when a stage ends. */
export function logProgress(log: Log): Progress {
  return {
    stage(name) {
      const clock = new Clock();
      log.debug({ stage: name }, 'stage began');
      return endOnce(clock, (summary) => {
        const { done, unit } = clock.told;
        const seconds = Math.round(clock.seconds() * 1000) / 1000;
        log.info(
          { stage: name, seconds, ...(done === undefined ? {} : { done, unit }), summary },
          'stage ended',
        );
      });
    },
  };
}

function endOnce(clock: Clock, end: (summary: string | undefined) => void): Stage {
  let ended = false;
  return {
    advance: (by) => Object.assign(clock.told, by),
    end: (summary) => {
      if (!ended) end(summary);
      ended = true;
    },
  };
}

/** What a stage told so far and since when. */
class Clock {
  readonly told: Advance = {};
  readonly #began = performance.now();

  seconds(): number {
    return (performance.now() - this.#began) / 1000;
  }

  words(): string {
    const { done, total, unit = '', note = '' } = this.told;
    const rate = done === undefined ? 0 : done / Math.max(this.seconds(), 0.001);
    return [
      done === undefined
        ? ''
        : `${countText(done)}${total === undefined ? '' : ` of ${countText(total)}`} ${unit}`.trim(),
      rate > 0 ? `${countText(rate)}/s` : '',
      note,
    ]
      .filter((part) => part !== '')
      .join('  ');
  }
}

/** 950, 12.3 k, 4.56 M: three digits are enough to watch. */
export function countText(count: number): string {
  const [divisor, unit] = count >= 999_500 ? [1e6, ' M'] : count >= 1000 ? [1e3, ' k'] : [1, ''];
  const scaled = count / divisor;
  const digits = divisor === 1 || scaled >= 99.95 ? 0 : scaled >= 9.995 ? 1 : 2;
  return `${scaled.toFixed(digits)}${unit}`;
}

/** 0.42 s, 12.3 s, 3 min 05 s. */
export function secondsText(seconds: number): string {
  if (seconds < 10) return `${seconds.toFixed(2)} s`;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, '0')} s`;
}
