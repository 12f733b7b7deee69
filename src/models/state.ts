import type { Plan } from './plan.js';

/** A table of the graph, for people. */
export interface ModelState {
  name: string;
  path: string;
  title: string;
  grain: 'day' | 'window';
  family?: string;
  reads: string[];
  /** `built`, or what a run would do and why. */
  state: string;
  /** Days (or 1 for a window table) that a run would build. */
  toBuild: number;
  of: number;
}

/** Says of every table whether it stands, or why a run would build it. */
export function modelStates(plan: Plan): ModelState[] {
  const models = [...new Set(plan.steps.map((step) => step.model))];
  return models.map((model) => {
    const steps = plan.steps.filter((step) => step.model === model);
    const waiting = steps.filter((step) => step.reason);
    const [first] = waiting;
    const part = model.grain === 'day' ? `${waiting.length} of ${steps.length} days: ` : '';
    return {
      name: model.name,
      path: model.path,
      title: model.title,
      grain: model.grain,
      ...(model.heuristic ? { family: model.heuristic.family } : {}),
      reads: model.reads,
      state: first ? `${part}${first.reason}` : 'built',
      toBuild: waiting.length,
      of: steps.length,
    };
  });
}
