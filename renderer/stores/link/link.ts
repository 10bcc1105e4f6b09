import { createStore, type StoreApi } from 'zustand/vanilla';
import type { GantryClient, GantryContract } from '../../../app/contract.ts';
import { connect } from '../../../app/rpc/client.ts';
import type { Stop } from '../../../app/rpc/operation.ts';
import { problem, toProblem } from '../../../app/rpc/problem.ts';
import type { PageWire } from '../../../app/rpc/wire.ts';

/** `locked`: the window has nothing that would let it in, and asks nobody until it has. */
export type LinkState = 'connecting' | 'open' | 'lost' | 'locked';

/** First and longest pause between tries to reach the host again, in ms. It is on this machine: there is no one to spare. */
const firstDelay = 200;
const longestDelay = 3000;

/** The page's link to the main process; renews itself when it breaks. */
export interface Link {
  readonly state: StoreApi<LinkState>;
  /** Asks something now; rejects when there is no link. */
  ask<R>(question: (client: GantryClient) => Promise<R>): Promise<R>;
  /** Runs now and again after every renewal; what it returns is run before that and at the end. */
  live(open: (client: GantryClient) => Stop): Stop;
}

interface Subscription {
  readonly open: (client: GantryClient) => Stop;
  stop: Stop;
}

/** Opens the link and keeps it open. `openWire` rejects with `unauthorized` where it need not even knock. */
export function createLink(openWire: () => Promise<PageWire>): Link {
  const state = createStore<LinkState>(() => 'connecting');
  const subscriptions = new Set<Subscription>();
  let client: GantryClient | undefined;
  let delay = firstDelay;

  const start = (wire: PageWire) => {
    const opened = connect<GantryContract>(wire);
    wire.onClose(() => {
      client = undefined;
      state.setState('lost', true);
      retry();
    });
    client = opened;
    delay = firstDelay;
    state.setState('open', true);
    for (const subscription of subscriptions) {
      subscription.stop();
      subscription.stop = subscription.open(opened);
    }
  };

  const retry = () => {
    setTimeout(() => void tryOnce(), delay);
    delay = Math.min(delay * 2, longestDelay);
  };

  const tryOnce = async () => {
    try {
      start(await openWire());
    } catch (error) {
      state.setState(toProblem(error).code === 'unauthorized' ? 'locked' : 'lost', true);
      retry();
    }
  };

  void tryOnce();

  return {
    state,
    ask: (question) => (client ? question(client) : Promise.reject(problem('cancelled', 'no-connection'))),
    live: (open) => {
      const subscription: Subscription = { open, stop: client ? open(client) : () => undefined };
      subscriptions.add(subscription);
      return () => {
        subscriptions.delete(subscription);
        subscription.stop();
      };
    },
  };
}
