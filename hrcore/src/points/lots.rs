//! The points of an account by the lots in which they came, those that are spent first in front.
//!
//! A redemption may empty many lots, its reversal fill them all again, and so on a hundred thousand times. So lots hang
//! in a tree of sums: what is redeemed is cut off in front and kept as a tree of its own, and laid over the rest when it
//! comes back. Cutting makes a few nodes, and laying over each other costs no more than the nodes that it saves.

/// A tree of points by lot; none for one without points.
pub(super) type Points = Option<usize>;

#[derive(Debug, Clone, Copy)]
struct Node {
    sum: i64,
    /// Those of the lots whose next bit is 0, and of those whose next bit is 1; a single lot has neither.
    parts: [Points; 2],
}

/// The trees of an account.
#[derive(Debug, Default)]
pub(super) struct Lots {
    nodes: Vec<Node>,
    /// Nodes that are free again.
    free: Vec<usize>,
    /// How many bits the number of a lot has.
    bits: u32,
}

impl Lots {
    /// Forgets every tree, and makes room for the numbers of so many lots.
    pub(super) fn clear(&mut self, count: usize) {
        self.nodes.clear();
        self.free.clear();
        self.bits = count.checked_ilog2().map_or(0, |bits| bits + 1);
    }

    /// How many points there are.
    pub(super) fn sum(&self, points: Points) -> i64 {
        self.node(points).map_or(0, |node| node.sum)
    }

    fn node(&self, points: Points) -> Option<Node> {
        self.nodes.get(points?).copied()
    }

    fn add(&mut self, node: Node) -> Points {
        if let Some(at) = self.free.pop()
            && let Some(slot) = self.nodes.get_mut(at)
        {
            *slot = node;
            return Some(at);
        }
        self.nodes.push(node);
        Some(self.nodes.len() - 1)
    }

    fn set(&mut self, at: usize, node: Node) {
        if let Some(slot) = self.nodes.get_mut(at) {
            *slot = node;
        }
    }

    /// The points of one lot.
    pub(super) fn lot(&mut self, lot: usize, points: i64) -> Points {
        if points <= 0 {
            return None;
        }
        let mut tree = self.add(Node { sum: points, parts: [None; 2] });
        for bit in 0..self.bits {
            let parts = if lot >> bit & 1 == 0 { [tree, None] } else { [None, tree] };
            tree = self.add(Node { sum: points, parts });
        }
        tree
    }

    /// Both together.
    pub(super) fn join(&mut self, first: Points, second: Points) -> Points {
        let (Some(a), Some(b)) = (self.node(first), self.node(second)) else { return first.or(second) };
        let ([a0, a1], [b0, b1]) = (a.parts, b.parts);
        let parts = [self.join(a0, b0), self.join(a1, b1)];
        self.set(first?, Node { sum: a.sum.saturating_add(b.sum), parts });
        self.free.extend(second);
        first
    }

    /// So many points from the front, and the rest.
    pub(super) fn cut(&mut self, points: Points, count: i64) -> (Points, Points) {
        let Some(node) = self.node(points) else { return (None, None) };
        if count <= 0 {
            return (None, points);
        }
        if count >= node.sum {
            return (points, None);
        }
        let [first, second] = node.parts;
        let in_first = self.sum(first);
        let (front, back) = if first.is_none() && second.is_none() {
            ([None; 2], [None; 2])
        } else if count <= in_first {
            let (front, back) = self.cut(first, count);
            ([front, None], [back, second])
        } else {
            let (front, back) = self.cut(second, count - in_first);
            ([first, front], [None, back])
        };
        if let Some(at) = points {
            self.set(at, Node { sum: node.sum - count, parts: back });
        }
        (self.add(Node { sum: count, parts: front }), points)
    }

    /// How many points there are in the lots before one.
    pub(super) fn before(&self, points: Points, lot: usize) -> i64 {
        // Numbers have as many bits as the count of lots, so that there is one behind the last.
        let mut sum = 0;
        let mut at = points;
        for bit in (0..self.bits).rev() {
            let Some(Node { parts: [first, second], .. }) = self.node(at) else { break };
            if lot >> bit & 1 == 0 {
                at = first;
            } else {
                sum += self.sum(first);
                at = second;
            }
        }
        sum
    }

    /// The first lot that has any points.
    pub(super) fn first(&self, points: Points) -> Option<usize> {
        let mut at = points;
        let mut lot = 0;
        for _ in 0..self.bits {
            let [first, second] = self.node(at)?.parts;
            lot = lot << 1 | usize::from(first.is_none());
            at = first.or(second);
        }
        at.map(|_| lot)
    }

    /// Takes the points of some lots out: what they were.
    pub(super) fn take(&mut self, points: &mut Points, lots: std::ops::Range<usize>) -> i64 {
        let before = self.before(*points, lots.start);
        let count = self.before(*points, lots.end) - before;
        let (front, rest) = self.cut(*points, before);
        let (_, back) = self.cut(rest, count);
        *points = self.join(front, back);
        count
    }
}
