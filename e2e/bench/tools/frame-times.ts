/** Runs in the page: ms between animation frames while the list moves on by `step` px each. */
export function frameTimes({ frames, step }: { frames: number; step: number }): Promise<number[]> {
  const grid = document.querySelector('[role=grid]');
  if (!grid) throw new Error('no list');
  grid.scrollTop = 0;
  const times: number[] = [];
  return new Promise((resolve) => {
    let last: number | undefined;
    const frame = (now: number) => {
      if (last !== undefined) times.push(now - last);
      last = now;
      grid.scrollTop += step;
      if (times.length < frames) requestAnimationFrame(frame);
      else resolve(times);
    };
    requestAnimationFrame(frame);
  });
}
