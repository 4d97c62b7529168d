import Foundation

// A garden with beds that want water.
protocol Waterable: AnyObject {
    var thirst: Double { get set }
    func water(litres: Double) throws -> Double
}

enum GardenError: Error {
    case dry(bed: String)
    case frozen, closed
}

struct Plant: Codable {
    let name: String
    var height = 0.0, age: Int = 1
    static let tallest = 12.5

    var isYoung: Bool { age < 3 }
    var label: String {
        get { return "\(name), \(age) years" }
        set { age = Int(newValue) ?? 0 }
    }
}

public final class Bed<P: Collection>: Waterable where P.Element == Plant {
    private(set) var plants: [Plant] = []
    weak var garden: Garden?
    var thirst: Double = 0
    lazy var sprinkler = { Sprinkler(rate: 3) }()

    init(plants: [Plant], in garden: Garden? = nil) {
        self.plants = plants
        self.garden = garden
    }

    deinit {
        garden?.beds.removeAll { $0 === self }
    }

    @discardableResult
    func water(litres: Double) throws -> Double {
        guard let garden = garden, litres > 0 else {
            throw GardenError.dry(bed: plants.first?.name ?? "empty")
        }
        var left = litres
        for (index, plant) in plants.enumerated() where plant.isYoung {
            let share = min(left, plant.height * 0.2)
            if share <= 0 || index >= garden.limit {
                break
            } else if plant.age > 10 {
                continue
            }
            plants[index].height += share
            left -= share
        }
        while left > 1 {
            left /= 2
        }
        return left
    }

    func sorted(by order: (Plant, Plant) -> Bool = { $0.height < $1.height }) -> [Plant] {
        let tall = plants.filter { plant in
            let limit = Plant.tallest
            return plant.height < limit && !plant.name.isEmpty
        }
        return tall.sorted(by: order).map({ (plant: Plant) -> Plant in return plant })
    }

    func describe(_ season: Season) -> String {
        switch season {
        case .spring, .summer:
            return "green"
        case .autumn(let day) where day > 60:
            return "brown since \(day)"
        case let .winter(degrees):
            let word = degrees < 0 ? "frozen" : "cold"
            return word
        default:
            return plants.isEmpty ? "bare" : plants[0].name
        }
    }

    func save(to url: URL) async {
        do {
            let data = try JSONEncoder().encode(plants)
            try await store(data, at: url, options: ["atomic": true])
        } catch let error as GardenError {
            print("could not save: \(error)")
        } catch {
            fatalError()
        }
    }

    subscript(name: String) -> Plant? {
        return plants.first(where: { $0.name == name })
    }
}

extension Bed: CustomStringConvertible {
    public var description: String { "bed of \(plants.count)" }
}

func == (a: Plant, b: Plant) -> Bool {
    return a.name == b.name && a.age == b.age
}
